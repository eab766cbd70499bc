package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 for the house's own records (FIPS 198-1); safe for many threads. */
public final class MacKey implements AutoCloseable {
    private static final int LEAST_BYTES = 16;

    private final Held<SecretKey> key;
    private final Pool<Mac> macs;

    /** Copies the key; does not close it. Throws {@link BadKey} below 16 bytes. */
    public MacKey(SecretBytes secret) {
        if (secret.size() < LEAST_BYTES) {
            throw new BadKey("size", "must be at least 128 bits");
        }
        Held<SecretKey> held = new Held<>(secret.lend(raw -> new SecretKeySpec(raw, "HmacSHA256")));
        key = held;
        macs = new Pool<>(() -> {
            Mac mac = Providers.mac("HmacSHA256");
            mac.init(held.open());
            return mac;
        });
    }

    /** 32 bytes over the parts one after the other: where one ends is for their encoding to say. */
    public byte[] mac(byte[]... parts) {
        return Jca.expect(() -> macs.use(mac -> {
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        }));
    }

    @Override
    public void close() {
        key.drop();
        macs.close();
    }

    @Override
    public String toString() {
        return "MacKey";
    }
}
