package io.claviger.crypto;

import java.util.Optional;

/** How the two numbers of an ECDSA signature are written: a DER sequence, or side by side at full width. */
public enum SignatureFormat {
    DER,
    P1363;

    /** In any case. */
    public static Optional<SignatureFormat> of(String name) {
        return Names.find(values(), SignatureFormat::name, name);
    }
}
