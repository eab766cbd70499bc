package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Hash;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SignaturePadding;
import org.jspecify.annotations.Nullable;

/**
 * How to sign.
 *
 * @param hash null is SHA-256; Ed25519 hashes by itself (RFC 8032) and takes no notice of it
 * @param padding for RSA: null is PKCS#1 v1.5
 * @param saltLength for PSS, in bytes; null is the hash's length
 * @param algorithm what the key must be; null is whatever it is
 */
public record SignatureScheme(
        @Nullable Hash hash,
        @Nullable SignaturePadding padding,
        @Nullable Integer saltLength,
        @Nullable Algorithm algorithm) {
    public SignatureScheme(@Nullable Hash hash, @Nullable SignaturePadding padding, @Nullable Integer saltLength) {
        this(hash, padding, saltLength, null);
    }

    /** @throws InvalidField when the scheme is not one of a key of this kind */
    void requireFits(KeySpec spec) {
        if (algorithm != null && algorithm != spec.algorithm()) {
            throw new InvalidField(
                    "signAlgo",
                    "must be one for a key of algorithm " + spec.algorithm().label());
        }
        if (spec.algorithm() != Algorithm.RSA && (padding != null || saltLength != null)) {
            throw new InvalidField(padding != null ? "signPad" : "saltLength", "is for RSA only");
        }
    }

    Hash hashOrDefault() {
        return hash == null ? Hash.SHA256 : hash;
    }

    SignaturePadding paddingOrDefault() {
        return padding == null ? SignaturePadding.PKCS1 : padding;
    }
}
