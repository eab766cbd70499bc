package io.claviger.crypto;

import org.jspecify.annotations.Nullable;

/**
 * One half of a pair as it was brought in, checked and in the house's encodings. Whoever gets it closes the secret.
 *
 * @param secret PKCS#8 DER of a private key; null for a public one
 * @param publicKey SubjectPublicKeyInfo DER; for a private key it was derived from it
 */
public record ImportedKey(
        KeySpec spec, KeyPart part, @Nullable SecretBytes secret, Bytes publicKey) {
    public ImportedKey {
        if (part == KeyPart.SECRET || (part == KeyPart.PRIVATE) != (secret != null)) {
            throw new IllegalArgumentException("a private half, and only that, has a secret");
        }
    }
}
