package io.claviger.crypto;

import io.claviger.crypto.CryptoException.NotAuthentic;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** An RSA private key: signs and opens (RFC 8017). */
public final class RsaPrivate implements ReadyKey {
    private final int modulusBits;
    private final Held<PrivateKey> key;
    private final Map<String, Pool<Signature>> signers = new ConcurrentHashMap<>();
    private final Map<RsaPadding, Pool<Cipher>> openers = new EnumMap<>(RsaPadding.class);
    private final Pool<Cipher> raw = new Pool<>(() -> opener(null));

    private RsaPrivate(PrivateKey key) {
        this.modulusBits = ((RSAKey) key).getModulus().bitLength();
        this.key = new Held<>(key);
        for (RsaPadding padding : RsaPadding.values()) {
            openers.put(padding, new Pool<>(() -> opener(padding)));
        }
    }

    static RsaPrivate of(KeySpec spec, SecretBytes pkcs8) {
        return new RsaPrivate(JcaKeys.privateKey(spec, pkcs8));
    }

    /**
     * Signs.
     *
     * @param message what to hash and sign; for {@link Hash#NONE} the ready-made digest, which PKCS1 pads as it is
     *     and whose length picks the hash of PSS (SHA-2)
     * @param saltLength of PSS in bytes; null for the length of the hash; must be null for PKCS1
     * @param sha1Allowed whether policy lets SHA-1 sign (SP 800-131A does not)
     */
    public Bytes sign(
            Hash hash, SignaturePadding padding, byte[] message, @Nullable Integer saltLength, boolean sha1Allowed) {
        var scheme = RsaScheme.of(hash, padding, message.length, saltLength, modulusBits);
        Digests.requireMaySign(scheme.digest(), sha1Allowed);
        return Bytes.taking(
                Jca.expect(() -> scheme.byProvider() ? byProvider(scheme, message) : byHand(scheme, message)));
    }

    private byte[] byProvider(RsaScheme scheme, byte[] message) throws GeneralSecurityException {
        return signers.computeIfAbsent(scheme.jcaName(), this::signerPool).use(signer -> {
            scheme.configure(signer);
            signer.update(message);
            return signer.sign();
        });
    }

    private byte[] byHand(RsaScheme scheme, byte[] message) throws GeneralSecurityException {
        byte[] block = scheme.encode(message);
        return raw.use(cipher -> cipher.doFinal(block));
    }

    /**
     * Decrypts; throws {@link NotAuthentic} whatever the reason. With {@link RsaPadding#PKCS1} the mere difference
     * between failure and success is what Bleichenbacher's attack needs: callers limit how often one may ask.
     */
    public Plaintext decrypt(RsaPadding padding, Bytes ciphertext) {
        key.open();
        if (ciphertext.size() != (modulusBits + 7) / 8) {
            throw new NotAuthentic();
        }
        try {
            return Plaintext.taking(pool(padding).use(cipher -> cipher.doFinal(ciphertext.shared())));
        } catch (GeneralSecurityException refused) {
            throw new NotAuthentic();
        }
    }

    private Pool<Cipher> pool(RsaPadding padding) {
        Pool<Cipher> pool = openers.get(padding);
        if (pool == null) {
            throw new AssertionError(padding);
        }
        return pool;
    }

    private Pool<Signature> signerPool(String algorithm) {
        return new Pool<>(() -> {
            Signature signer = Providers.signature(algorithm);
            signer.initSign(key.open());
            return signer;
        });
    }

    private Cipher opener(@Nullable RsaPadding padding) throws GeneralSecurityException {
        return RsaCiphers.ready(padding, Cipher.DECRYPT_MODE, key.open());
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.RSA);
    }

    @Override
    public void close() {
        key.drop();
        raw.close();
        openers.values().forEach(Pool::close);
        signers.values().forEach(Pool::close);
    }

    @Override
    public String toString() {
        return "RsaPrivate[" + modulusBits + "]";
    }
}
