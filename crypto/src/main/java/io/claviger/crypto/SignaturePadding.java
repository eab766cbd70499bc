package io.claviger.crypto;

import java.util.Optional;

/** How an RSA signature pads (RFC 8017 section 8). */
public enum SignaturePadding {
    PKCS1,
    PSS;

    /** In any case. */
    public static Optional<SignaturePadding> of(String name) {
        return Names.find(values(), SignaturePadding::name, name);
    }
}
