package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import io.claviger.crypto.CryptoException.NotAuthentic;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key that closes other keys, AES-256-GCM (SP 800-38F section 3.1): every wrap is format (1 byte, 0x01) ‖ IV (12)
 * ‖ ciphertext ‖ tag (16). IVs are random: at most 2^32 wraps under one key (SP 800-38D section 8.3), which the
 * caller counts.
 */
public final class WrappingKey implements AutoCloseable {
    private static final byte FORMAT = 1;
    private static final int IV_BYTES = 12;
    private static final int OVERHEAD = 1 + IV_BYTES + Sealed.TAG_BYTES;

    private final AesKey key;

    /** Copies the key; does not close it. Throws {@link BadKey} unless it is 32 bytes. */
    public WrappingKey(SecretBytes key32) {
        key = AesKey.of(new KeySpec(Algorithm.AES, 256, null), key32);
    }

    /** Closes {@code secret} for keeping; {@code aad} is needed again to open it. */
    public Bytes wrap(SecretBytes secret, byte[] aad, SecureRandom random) {
        Bytes iv = Ivs.random(AesMode.GCM, random);
        // Not closed: the lender wipes the copy.
        Sealed sealed =
                secret.lend(copy -> key.encrypt(AesMode.GCM, BlockPadding.NONE, iv, aad, Plaintext.taking(copy)));
        byte[] wrap = new byte[OVERHEAD + secret.size()];
        wrap[0] = FORMAT;
        iv.copyTo(wrap, 1);
        sealed.ciphertext().copyTo(wrap, 1 + IV_BYTES);
        sealed.tag().copyTo(wrap, wrap.length - Sealed.TAG_BYTES);
        return Bytes.taking(wrap);
    }

    /** Opens a wrap into {@code slab}; throws {@link NotAuthentic} when anything about it is not as it was made. */
    public SecretBytes unwrap(Bytes wrap, byte[] aad, SecretSlab slab) {
        if (wrap.size() < OVERHEAD || wrap.at(0) != FORMAT) {
            throw new NotAuthentic();
        }
        byte[] whole = wrap.shared();
        int tagAt = whole.length - Sealed.TAG_BYTES;
        Bytes iv = Bytes.taking(Arrays.copyOfRange(whole, 1, 1 + IV_BYTES));
        Bytes ciphertext = Bytes.taking(Arrays.copyOfRange(whole, 1 + IV_BYTES, tagAt));
        Bytes tag = Bytes.taking(Arrays.copyOfRange(whole, tagAt, whole.length));
        try (Plaintext open = key.decrypt(AesMode.GCM, BlockPadding.NONE, iv, aad, ciphertext, tag)) {
            return slab.takeFrom(open.open());
        }
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "WrappingKey";
    }
}
