package io.claviger.operation;

import io.claviger.crypto.Hash;
import io.claviger.crypto.SignaturePadding;
import org.jspecify.annotations.Nullable;

/**
 * How to sign.
 *
 * @param hash null is SHA-256
 * @param padding for RSA: null is PKCS#1 v1.5
 * @param saltLength for PSS, in bytes; null is the hash's length
 */
public record SignatureScheme(
        @Nullable Hash hash,
        @Nullable SignaturePadding padding,
        @Nullable Integer saltLength) {
    Hash hashOrDefault() {
        return hash == null ? Hash.SHA256 : hash;
    }

    SignaturePadding paddingOrDefault() {
        return padding == null ? SignaturePadding.PKCS1 : padding;
    }
}
