package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** An EC private key: signs with ECDSA (FIPS 186-5 section 6.4). */
public final class EcPrivate implements ReadyKey {
    private final Curve curve;
    private final Held<PrivateKey> key;
    private final Pool<Signature> signers = new Pool<>(this::ready);

    private EcPrivate(Curve curve, PrivateKey key) {
        this.curve = curve;
        this.key = new Held<>(key);
    }

    static EcPrivate of(KeySpec spec, SecretBytes pkcs8) {
        return new EcPrivate(spec.theCurve(), JcaKeys.privateKey(spec, pkcs8));
    }

    // Hashed here, so that one kind of pooled object serves every hash.
    private Signature ready() throws GeneralSecurityException {
        Signature signer = Providers.signature("NONEwithECDSA");
        signer.initSign(key.open());
        return signer;
    }

    /**
     * Signs.
     *
     * @param message what to hash and sign; for {@link Hash#NONE} a digest of 20 to 64 bytes
     * @param sha1Allowed whether policy lets SHA-1 sign (SP 800-131A does not)
     */
    public Bytes sign(Hash hash, byte[] message, SignatureFormat format, boolean sha1Allowed) {
        byte[] digest = Digests.toSign(hash, message, sha1Allowed);
        byte[] der = Jca.expect(() -> signers.use(signer -> {
            signer.update(digest);
            return signer.sign();
        }));
        return Bytes.taking(
                switch (format) {
                    case DER -> der;
                    case P1363 -> EcdsaForm.p1363(der, curve);
                });
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.EC);
    }

    @Override
    public void close() {
        key.drop();
        signers.close();
    }

    @Override
    public String toString() {
        return "EcPrivate[" + curve.label() + "]";
    }
}
