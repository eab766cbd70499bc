package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** An Ed25519 public key (RFC 8032). */
public final class EdPublic implements ReadyKey {
    private static final int SIGNATURE_BYTES = 64;

    private final Held<PublicKey> key;
    private final Pool<Signature> verifiers = new Pool<>(this::ready);

    private EdPublic(PublicKey key) {
        this.key = new Held<>(key);
    }

    static EdPublic of(Bytes spki) {
        return new EdPublic(JcaKeys.publicKey(KeySpec.withDefaults(Algorithm.ED25519, null, null), spki));
    }

    private Signature ready() throws GeneralSecurityException {
        Signature verifier = Providers.signature("Ed25519");
        verifier.initVerify(key.open());
        return verifier;
    }

    /** False for a wrong signature and for what is none. */
    public boolean verify(byte[] message, Bytes signature) {
        key.open();
        return signature.size() == SIGNATURE_BYTES
                && JcaKeys.holds(() -> verifiers.use(verifier -> {
                    verifier.update(message);
                    return verifier.verify(signature.shared());
                }));
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.ED25519);
    }

    @Override
    public void close() {
        key.drop();
        verifiers.close();
    }

    @Override
    public String toString() {
        return "EdPublic";
    }
}
