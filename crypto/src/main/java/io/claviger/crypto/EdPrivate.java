package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** An Ed25519 private key (RFC 8032): signs the message itself, no hash to choose. */
public final class EdPrivate implements ReadyKey {
    private final Held<PrivateKey> key;
    private final Pool<Signature> signers = new Pool<>(this::ready);

    private EdPrivate(PrivateKey key) {
        this.key = new Held<>(key);
    }

    static EdPrivate of(SecretBytes pkcs8) {
        return new EdPrivate(JcaKeys.privateKey(KeySpec.withDefaults(Algorithm.ED25519, null, null), pkcs8));
    }

    private Signature ready() throws GeneralSecurityException {
        Signature signer = Providers.signature("Ed25519");
        signer.initSign(key.open());
        return signer;
    }

    /** 64 bytes; the same for the same message. */
    public Bytes sign(byte[] message) {
        return Bytes.taking(Jca.expect(() -> signers.use(signer -> {
            signer.update(message);
            return signer.sign();
        })));
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.ED25519);
    }

    @Override
    public void close() {
        key.drop();
        signers.close();
    }

    @Override
    public String toString() {
        return "EdPrivate";
    }
}
