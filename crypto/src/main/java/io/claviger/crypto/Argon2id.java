package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadParameter;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 0x13 (RFC 9106): from a password to 32 bytes, dearly. */
public final class Argon2id {
    private static final int OUTPUT_BYTES = 32;
    private static final int LEAST_SALT = 8;

    /**
     * The price.
     *
     * @param memoryKib memory in KiB, 8 for each lane at the least
     * @param iterations passes over it
     * @param parallelism lanes
     */
    public record Params(int memoryKib, int iterations, int parallelism) {
        /** 19 MiB, two passes, one lane. */
        public static final Params DEFAULT = new Params(19_456, 2, 1);

        private static final int MOST_MEMORY_KIB = 2_097_152;
        private static final int MOST_ITERATIONS = 100;
        private static final int MOST_LANES = 64;

        public Params {
            require(parallelism >= 1 && parallelism <= MOST_LANES, "parallelism", "must be 1 to 64");
            require(iterations >= 1 && iterations <= MOST_ITERATIONS, "iterations", "must be 1 to 100");
            boolean fits = memoryKib >= 8 * parallelism && memoryKib <= MOST_MEMORY_KIB;
            require(fits, "memoryKib", "must be 8 for each lane, and at most 2 GiB");
        }
    }

    /**
     * Hashes a password; takes tens of milliseconds and {@code p.memoryKib()} of heap.
     *
     * @param salt at least 8 bytes, 16 by custom
     */
    public Bytes hash(SecretBytes password, Bytes salt, Params p) {
        require(salt.size() >= LEAST_SALT, "salt", "must be at least 8 bytes");
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(p.memoryKib())
                .withIterations(p.iterations())
                .withParallelism(p.parallelism())
                .withSalt(salt.toArray())
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[OUTPUT_BYTES];
        password.lendTo(copy -> generator.generateBytes(copy, hash));
        return Bytes.taking(hash);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadParameter(field, rule);
        }
    }
}
