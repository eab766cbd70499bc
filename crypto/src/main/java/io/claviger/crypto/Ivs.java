package io.claviger.crypto;

import java.security.SecureRandom;

/** Initialisation vectors. */
public final class Ivs {
    private Ivs() {}

    /** A random one of the length {@code mode} likes best. */
    public static Bytes random(AesMode mode, SecureRandom random) {
        byte[] iv = new byte[mode.ivBytes()];
        random.nextBytes(iv);
        return Bytes.taking(iv);
    }
}
