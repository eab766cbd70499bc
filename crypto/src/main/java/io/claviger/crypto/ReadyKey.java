package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import org.jspecify.annotations.Nullable;

/**
 * A key parsed once and used many times, by many threads: the heap copies JCA needs, and pools of its objects.
 * Cheap to use, costly to make; kept in a bounded cache and closed when the key may no longer be used. After close
 * every use throws {@link IllegalStateException}.
 */
public sealed interface ReadyKey extends AutoCloseable
        permits AesKey, HmacKey, RsaPrivate, RsaPublic, EcPrivate, EcPublic, EdPrivate, EdPublic {

    /**
     * Parses a key. Does not close {@code secret}. Throws {@link BadKey} when the material is not what {@code spec}
     * says.
     *
     * @param secret raw bytes of a symmetric key, PKCS#8 DER of a private one, null for a public one
     * @param publicKey SubjectPublicKeyInfo DER of a public key; not read for the others
     */
    static ReadyKey of(KeySpec spec, KeyPart part, @Nullable SecretBytes secret, Bytes publicKey) {
        if (spec.algorithm().asymmetric() == (part == KeyPart.SECRET)) {
            throw new BadKey(
                    "part", part + " is not a part of " + spec.algorithm().label());
        }
        return switch (part) {
            case SECRET -> symmetric(spec, required(secret));
            case PRIVATE -> privateHalf(spec, required(secret));
            case PUBLIC -> publicHalf(spec, publicKey);
        };
    }

    private static SecretBytes required(@Nullable SecretBytes secret) {
        if (secret == null) {
            throw new BadKey("material", "is missing");
        }
        return secret;
    }

    private static ReadyKey symmetric(KeySpec spec, SecretBytes secret) {
        return switch (spec.algorithm()) {
            case AES -> AesKey.of(spec, secret);
            case HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> HmacKey.of(spec, secret);
            case RSA, EC, ED25519 -> throw new AssertionError(spec);
        };
    }

    private static ReadyKey privateHalf(KeySpec spec, SecretBytes secret) {
        return switch (spec.algorithm()) {
            case RSA -> RsaPrivate.of(spec, secret);
            case EC -> EcPrivate.of(spec, secret);
            case ED25519 -> EdPrivate.of(secret);
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> throw new AssertionError(spec);
        };
    }

    private static ReadyKey publicHalf(KeySpec spec, Bytes publicKey) {
        return switch (spec.algorithm()) {
            case RSA -> RsaPublic.of(spec, publicKey);
            case EC -> EcPublic.of(spec, publicKey);
            case ED25519 -> EdPublic.of(publicKey);
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> throw new AssertionError(spec);
        };
    }

    /** The name of the provider that computes with it. */
    String provider();

    /** Drops the key and empties its pools; a second time does nothing. */
    @Override
    void close();
}
