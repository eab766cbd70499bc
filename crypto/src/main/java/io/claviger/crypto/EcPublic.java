package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** An EC public key: verifies ECDSA (FIPS 186-5 section 6.4). */
public final class EcPublic implements ReadyKey {
    private final Curve curve;
    private final Held<PublicKey> key;
    private final Pool<Signature> verifiers = new Pool<>(this::ready);

    private EcPublic(Curve curve, PublicKey key) {
        this.curve = curve;
        this.key = new Held<>(key);
    }

    static EcPublic of(KeySpec spec, Bytes spki) {
        return new EcPublic(spec.theCurve(), JcaKeys.publicKey(spec, spki));
    }

    private Signature ready() throws GeneralSecurityException {
        Signature verifier = Providers.signature("NONEwithECDSA");
        verifier.initVerify(key.open());
        return verifier;
    }

    /**
     * False for a wrong signature and for what is none; SHA-1 may verify what is old.
     *
     * @param message what was hashed and signed; for {@link Hash#NONE} a digest of 20 to 64 bytes
     */
    public boolean verify(Hash hash, byte[] message, SignatureFormat format, Bytes signature) {
        key.open();
        byte[] digest = Digests.toVerify(hash, message);
        byte @Nullable [] der = switch (format) {
            case DER -> signature.shared();
            case P1363 -> EcdsaForm.der(signature, curve);
        };
        return der != null
                && JcaKeys.holds(() -> verifiers.use(verifier -> {
                    verifier.update(digest);
                    return verifier.verify(der);
                }));
    }

    @Override
    public String provider() {
        return Providers.of(Algorithm.EC);
    }

    @Override
    public void close() {
        key.drop();
        verifiers.close();
    }

    @Override
    public String toString() {
        return "EcPublic[" + curve.label() + "]";
    }
}
