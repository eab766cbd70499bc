package io.claviger.crypto;

/**
 * A fresh key. Symmetric: {@code secret} is the raw bytes and {@code publicKey} is {@link Bytes#NONE}. A pair:
 * {@code secret} is PKCS#8 DER (RFC 5208), {@code publicKey} SubjectPublicKeyInfo DER (RFC 5280). Whoever gets it
 * closes the secret.
 *
 * @param provider who made it, for the record
 */
public record GeneratedKey(KeySpec spec, SecretBytes secret, Bytes publicKey, String provider) {
    public GeneratedKey {
        if (spec.algorithm().asymmetric() == (publicKey.size() == 0)) {
            throw new IllegalArgumentException("a pair, and only a pair, has a public key");
        }
    }
}
