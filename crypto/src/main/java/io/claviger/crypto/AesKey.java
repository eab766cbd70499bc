package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import io.claviger.crypto.CryptoException.BadParameter;
import io.claviger.crypto.CryptoException.NotAuthentic;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AES key. The caller gives every IV: that no IV of GCM or CTR is used twice for encryption under one key is the
 * caller's promise, not checked here.
 */
public final class AesKey implements ReadyKey {
    private static final int BLOCK = 16;
    private static final int GCM_LEAST_IV = 12;
    private static final int GCM_MOST_IV = 16;

    private final Held<SecretKey> key;
    private final Pool<Cipher> gcm = pool("AES/GCM/NoPadding");
    private final Pool<Cipher> cbc = pool("AES/CBC/NoPadding");
    private final Pool<Cipher> cbcPadded = pool("AES/CBC/PKCS5Padding");
    private final Pool<Cipher> ctr = pool("AES/CTR/NoPadding");

    private AesKey(SecretKey key) {
        this.key = new Held<>(key);
    }

    static AesKey of(KeySpec spec, SecretBytes secret) {
        if (secret.size() * 8 != spec.bits()) {
            throw new BadKey("size", "is not " + spec.bits());
        }
        return new AesKey(secret.lend(raw -> new SecretKeySpec(raw, "AES")));
    }

    private static Pool<Cipher> pool(String transformation) {
        return new Pool<>(() -> Providers.aes(transformation));
    }

    /**
     * Encrypts.
     *
     * @param iv 12 to 16 bytes for GCM, 16 for CBC and CTR
     * @param aad what GCM authenticates beside the message; empty for none
     */
    public Sealed encrypt(AesMode mode, BlockPadding padding, Bytes iv, byte[] aad, Plaintext plaintext) {
        requireFits(mode, padding, iv, aad);
        if (mode == AesMode.CBC && padding == BlockPadding.NONE && plaintext.size() % BLOCK != 0) {
            throw new BadParameter("pad", "must be PKCS7 for a plaintext that is not whole blocks");
        }
        byte[] open = plaintext.open();
        byte[] closed = Jca.expect(() -> sealed(mode, padding, iv, aad, open));
        return switch (mode) {
            case GCM -> {
                int end = closed.length - Sealed.TAG_BYTES;
                Bytes tag = Bytes.taking(Arrays.copyOfRange(closed, end, closed.length));
                yield new Sealed(Bytes.taking(Arrays.copyOf(closed, end)), iv, tag);
            }
            case CBC, CTR -> new Sealed(Bytes.taking(closed), iv, Bytes.NONE);
        };
    }

    /** Decrypts, with the parameters {@link #encrypt} had; throws {@link NotAuthentic} when anything is amiss. */
    public Plaintext decrypt(AesMode mode, BlockPadding padding, Bytes iv, byte[] aad, Bytes ciphertext, Bytes tag) {
        requireFits(mode, padding, iv, aad);
        requireTag(mode, tag);
        if (padding == BlockPadding.PKCS7 && ciphertext.size() == 0) {
            throw new NotAuthentic(); // SunJCE takes it for an empty message, but padding never is empty
        }
        byte[] closed = mode == AesMode.GCM ? joined(ciphertext, tag) : ciphertext.shared();
        try {
            return Plaintext.taking(
                    poolOf(mode, padding).use(cipher -> run(cipher, Cipher.DECRYPT_MODE, mode, iv, aad, closed)));
        } catch (GeneralSecurityException refused) {
            throw new NotAuthentic();
        }
    }

    private byte[] sealed(AesMode mode, BlockPadding padding, Bytes iv, byte[] aad, byte[] open)
            throws GeneralSecurityException {
        try {
            return poolOf(mode, padding).use(cipher -> run(cipher, Cipher.ENCRYPT_MODE, mode, iv, aad, open));
        } catch (InvalidAlgorithmParameterException sameIv) {
            // A pooled GCM cipher remembers its last IV alone and refuses to see it twice. Whether that one comes
            // up is chance, so the rule is the caller's; a new cipher answers always the same.
            return run(Providers.aes("AES/GCM/NoPadding"), Cipher.ENCRYPT_MODE, mode, iv, aad, open);
        }
    }

    private byte[] run(Cipher cipher, int direction, AesMode mode, Bytes iv, byte[] aad, byte[] in)
            throws GeneralSecurityException {
        switch (mode) {
            case GCM -> {
                cipher.init(direction, key.open(), new GCMParameterSpec(Sealed.TAG_BYTES * 8, iv.shared()));
                cipher.updateAAD(aad);
            }
            case CBC, CTR -> cipher.init(direction, key.open(), new IvParameterSpec(iv.shared()));
        }
        return cipher.doFinal(in);
    }

    private Pool<Cipher> poolOf(AesMode mode, BlockPadding padding) {
        return switch (mode) {
            case GCM -> gcm;
            case CTR -> ctr;
            case CBC ->
                switch (padding) {
                    case NONE -> cbc;
                    case PKCS7 -> cbcPadded;
                };
        };
    }

    private static void requireFits(AesMode mode, BlockPadding padding, Bytes iv, byte[] aad) {
        switch (mode) {
            case GCM -> {
                boolean fits = iv.size() >= GCM_LEAST_IV && iv.size() <= GCM_MOST_IV;
                require(fits, "iv", "must be 12 to 16 bytes for GCM");
                require(padding == BlockPadding.NONE, "pad", "is for CBC only");
            }
            case CTR -> {
                require(iv.size() == BLOCK, "iv", "must be 16 bytes for CTR");
                require(padding == BlockPadding.NONE, "pad", "is for CBC only");
                require(aad.length == 0, "aad", "is for GCM only");
            }
            case CBC -> {
                require(iv.size() == BLOCK, "iv", "must be 16 bytes for CBC");
                require(aad.length == 0, "aad", "is for GCM only");
            }
        }
    }

    private static void requireTag(AesMode mode, Bytes tag) {
        switch (mode) {
            case GCM -> require(tag.size() == Sealed.TAG_BYTES, "tag", "must be 16 bytes");
            case CBC, CTR -> require(tag.size() == 0, "tag", "is for GCM only");
        }
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadParameter(field, rule);
        }
    }

    private static byte[] joined(Bytes ciphertext, Bytes tag) {
        byte[] both = Arrays.copyOf(ciphertext.shared(), ciphertext.size() + tag.size());
        tag.copyTo(both, ciphertext.size());
        return both;
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.AES);
    }

    @Override
    public void close() {
        key.drop();
        gcm.close();
        cbc.close();
        cbcPadded.close();
        ctr.close();
    }

    @Override
    public String toString() {
        return "AesKey";
    }
}
