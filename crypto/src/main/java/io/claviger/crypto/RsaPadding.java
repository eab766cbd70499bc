package io.claviger.crypto;

import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * How RSA encryption pads (RFC 8017 section 7). The OAEP cases use one hash for both the label and MGF1; {@link
 * #PKCS1} only opens what others closed.
 */
public enum RsaPadding {
    OAEP(Hash.SHA1),
    OAEP256(Hash.SHA256),
    OAEP384(Hash.SHA384),
    OAEP512(Hash.SHA512),
    PKCS1(Hash.NONE);

    private final Hash hash;

    RsaPadding(Hash hash) {
        this.hash = hash;
    }

    /** In any case. */
    public static Optional<RsaPadding> of(String name) {
        return Names.find(values(), RsaPadding::name, name);
    }

    /** The longest plaintext in bytes under a modulus of {@code modulusBytes} (RFC 8017 sections 7.1.1, 7.2.1). */
    public int mostPlaintext(int modulusBytes) {
        return this == PKCS1 ? modulusBytes - 11 : modulusBytes - 2 * hash.length() - 2;
    }

    // Always spelled out: providers disagree on MGF1's default hash. Not for PKCS1.
    OAEPParameterSpec oaep() {
        String name = hash.standardName();
        return new OAEPParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), PSource.PSpecified.DEFAULT);
    }
}
