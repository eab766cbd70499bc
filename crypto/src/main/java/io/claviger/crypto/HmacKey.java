package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** An HMAC key (FIPS 198-1): uses the hash its algorithm names and no other. */
public final class HmacKey implements ReadyKey {
    private final Algorithm algorithm;
    private final Held<SecretKey> key;
    private final Pool<Mac> macs;

    private HmacKey(Algorithm algorithm, SecretKey key) {
        this.algorithm = algorithm;
        this.key = new Held<>(key);
        macs = new Pool<>(this::ready);
    }

    static HmacKey of(KeySpec spec, SecretBytes secret) {
        if (secret.size() * 8 != spec.bits()) {
            throw new BadKey("size", "is not " + spec.bits());
        }
        String name = jcaName(spec.algorithm());
        return new HmacKey(spec.algorithm(), secret.lend(raw -> new SecretKeySpec(raw, name)));
    }

    private static String jcaName(Algorithm algorithm) {
        return Names.fold(algorithm.label());
    }

    private Mac ready() throws GeneralSecurityException {
        Mac mac = Providers.mac(jcaName(algorithm));
        mac.init(key.open());
        return mac;
    }

    /** As long as the hash. */
    public Bytes mac(byte[] message) {
        return Bytes.taking(Jca.expect(() -> macs.use(mac -> mac.doFinal(message))));
    }

    /** Whether {@code mac} is the whole MAC of {@code message}; in a time that does not depend on where it differs. */
    public boolean verify(byte[] message, Bytes mac) {
        return MessageDigest.isEqual(mac(message).shared(), mac.shared());
    }

    @Override
    public String provider() {
        return Providers.of(algorithm);
    }

    @Override
    public void close() {
        key.drop();
        macs.close();
    }

    @Override
    public String toString() {
        return "HmacKey[" + algorithm.label() + "]";
    }
}
