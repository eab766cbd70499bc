package io.claviger.rootkey;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.CryptoException;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.WrappingKey;
import io.claviger.custody.RootKey;
import java.security.SecureRandom;

/** A root key whose bytes are in this process while it runs. */
final class HeldRootKey implements RootKey {
    private final String kind;
    private final WrappingKey key;
    private final SecretSlab slab;
    private final SecureRandom random;

    /** Takes {@code bytes} over and closes it. */
    HeldRootKey(String kind, SecretBytes bytes, SecretSlab slab, SecureRandom random) {
        this.kind = kind;
        this.slab = slab;
        this.random = random;
        try (bytes) {
            this.key = new WrappingKey(bytes);
        }
    }

    @Override
    public Bytes wrap(SecretBytes secret, byte[] associatedData) {
        return key.wrap(secret, associatedData, random);
    }

    @Override
    public SecretBytes unwrap(Bytes wrapped, byte[] associatedData) {
        try {
            return key.unwrap(wrapped, associatedData, slab);
        } catch (CryptoException another) {
            throw new Broken("the root key");
        }
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int epoch() {
        return 1;
    }

    @Override
    public void close() {
        key.close();
    }
}
