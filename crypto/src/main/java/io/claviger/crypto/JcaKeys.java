package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** From the house's encodings to JCA's key objects. */
final class JcaKeys {
    private JcaKeys() {}

    static PrivateKey privateKey(KeySpec spec, SecretBytes pkcs8) {
        return pkcs8.lend(der -> {
            PrivateKey key = parse(spec.algorithm(), keys -> keys.generatePrivate(new PKCS8EncodedKeySpec(der)));
            requireFits(spec, key);
            return key;
        });
    }

    static PublicKey publicKey(KeySpec spec, Bytes spki) {
        PublicKey key = parse(spec.algorithm(), keys -> keys.generatePublic(new X509EncodedKeySpec(spki.shared())));
        requireFits(spec, key);
        return key;
    }

    private static <K> K parse(Algorithm algorithm, Parser<K> parser) {
        KeyFactory keys = Jca.expect(() -> Providers.keys(algorithm));
        try {
            return parser.parse(keys);
        } catch (InvalidKeySpecException | RuntimeException refused) {
            // Without its cause: a provider's message may quote what it could not parse.
            throw new BadKey("material", "is not a key of " + algorithm.label());
        }
    }

    private static void requireFits(KeySpec spec, Object key) {
        boolean fits = switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() == spec.bits();
            case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize() == spec.bits();
            default -> true; // Ed25519 has one size
        };
        if (!fits) {
            throw new BadKey("size", "is not " + spec.bits());
        }
    }

    @FunctionalInterface
    private interface Parser<K> {
        K parse(KeyFactory keys) throws InvalidKeySpecException;
    }

    /** A verification in which what is malformed counts as what is wrong. */
    static boolean holds(Jca.Call<Boolean> verification) {
        try {
            return verification.run();
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
