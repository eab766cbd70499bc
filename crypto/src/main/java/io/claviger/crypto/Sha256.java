package io.claviger.crypto;

import java.security.MessageDigest;

/** SHA-256 (FIPS 180-4), with one digest object kept for each thread. */
public final class Sha256 {
    /** In bytes. */
    public static final int LENGTH = 32;

    private static final ThreadLocal<MessageDigest> MINE = ThreadLocal.withInitial(() -> Providers.digest("SHA-256"));

    private Sha256() {}

    /** Over the parts one after the other. */
    public static byte[] digest(byte[]... parts) {
        MessageDigest digest = MINE.get();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
