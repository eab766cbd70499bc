package io.claviger.crypto;

import java.security.SecureRandom;

/** What every test of this package needs: one slab, and keys that are made once. */
final class Fixtures {
    static final SecretSlab SLAB = new SecretSlab(4_096, 128);
    static final SecureRandom RANDOM = new SecureRandom();
    static final KeyGeneration GENERATION = new KeyGeneration(SLAB, RANDOM);
    static final KeySpec RSA_2048 = new KeySpec(Algorithm.RSA, 2048, null);
    static final GeneratedKey RSA_PAIR = GENERATION.generate(RSA_2048);
    static final KeySpec P256 = new KeySpec(Algorithm.EC, 256, Curve.P256);
    static final GeneratedKey P256_PAIR = GENERATION.generate(P256);

    private Fixtures() {}

    static SecretBytes secret(String hex) {
        return SLAB.takeFrom(Bytes.ofHex(hex).toArray());
    }

    static AesKey aes(int bits) {
        var spec = new KeySpec(Algorithm.AES, bits, null);
        try (var secret = SLAB.random(bits / 8, RANDOM)) {
            return (AesKey) ReadyKey.of(spec, KeyPart.SECRET, secret, Bytes.NONE);
        }
    }

    static ReadyKey privateHalf(GeneratedKey pair) {
        return ReadyKey.of(pair.spec(), KeyPart.PRIVATE, pair.secret(), Bytes.NONE);
    }

    static ReadyKey publicHalf(GeneratedKey pair) {
        return ReadyKey.of(pair.spec(), KeyPart.PUBLIC, null, pair.publicKey());
    }

    /** The same bytes with one bit of byte {@code at} the other way round. */
    static Bytes flipped(Bytes bytes, int at) {
        byte[] changed = bytes.toArray();
        changed[at] ^= 1;
        return Bytes.taking(changed);
    }
}
