package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadParameter;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** An RSA public key: verifies and closes (RFC 8017). */
public final class RsaPublic implements ReadyKey {
    private final int modulusBits;
    private final Held<PublicKey> key;
    private final Map<String, Pool<Signature>> verifiers = new ConcurrentHashMap<>();
    private final Map<RsaPadding, Pool<Cipher>> closers = new EnumMap<>(RsaPadding.class);
    private final Pool<Cipher> raw = new Pool<>(() -> closer(null));

    private RsaPublic(PublicKey key) {
        this.modulusBits = ((RSAKey) key).getModulus().bitLength();
        this.key = new Held<>(key);
        for (RsaPadding padding : RsaPadding.values()) {
            closers.put(padding, new Pool<>(() -> closer(padding)));
        }
    }

    static RsaPublic of(KeySpec spec, Bytes spki) {
        return new RsaPublic(JcaKeys.publicKey(spec, spki));
    }

    /**
     * False for a wrong signature and for what is none; SHA-1 may verify what is old. The other parameters are
     * those of {@link RsaPrivate#sign}.
     */
    public boolean verify(
            Hash hash, SignaturePadding padding, byte[] message, @Nullable Integer saltLength, Bytes signature) {
        key.open();
        var scheme = RsaScheme.of(hash, padding, message.length, saltLength, modulusBits);
        if (signature.size() != (modulusBits + 7) / 8) {
            return false;
        }
        return JcaKeys.holds(() ->
                scheme.byProvider() ? byProvider(scheme, message, signature) : byHand(scheme, message, signature));
    }

    private boolean byProvider(RsaScheme scheme, byte[] message, Bytes signature) throws GeneralSecurityException {
        return verifiers.computeIfAbsent(scheme.jcaName(), this::verifierPool).use(verifier -> {
            scheme.configure(verifier);
            verifier.update(message);
            return verifier.verify(signature.shared());
        });
    }

    private boolean byHand(RsaScheme scheme, byte[] message, Bytes signature) throws GeneralSecurityException {
        return scheme.fits(message, raw.use(cipher -> cipher.doFinal(signature.shared())));
    }

    /** Encrypts; throws {@link BadParameter} for a plaintext too long and for {@link RsaPadding#PKCS1}. */
    public Bytes encrypt(RsaPadding padding, Plaintext plaintext) {
        if (padding == RsaPadding.PKCS1) {
            throw new BadParameter("pad", "must be OAEP, OAEP256, OAEP384 or OAEP512; PKCS1 only decrypts");
        }
        int most = padding.mostPlaintext((modulusBits + 7) / 8);
        if (plaintext.size() > most) {
            throw new BadParameter("plaintext", "must be at most %d bytes for this key and padding".formatted(most));
        }
        byte[] open = plaintext.open();
        return Bytes.taking(Jca.expect(() -> pool(padding).use(cipher -> cipher.doFinal(open))));
    }

    private Pool<Cipher> pool(RsaPadding padding) {
        Pool<Cipher> pool = closers.get(padding);
        if (pool == null) {
            throw new AssertionError(padding);
        }
        return pool;
    }

    private Pool<Signature> verifierPool(String algorithm) {
        return new Pool<>(() -> {
            Signature verifier = Providers.signature(algorithm);
            verifier.initVerify(key.open());
            return verifier;
        });
    }

    private Cipher closer(@Nullable RsaPadding padding) throws GeneralSecurityException {
        return RsaCiphers.ready(padding, Cipher.ENCRYPT_MODE, key.open());
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.RSA);
    }

    @Override
    public void close() {
        key.drop();
        raw.close();
        closers.values().forEach(Pool::close);
        verifiers.values().forEach(Pool::close);
    }

    @Override
    public String toString() {
        return "RsaPublic[" + modulusBits + "]";
    }
}
