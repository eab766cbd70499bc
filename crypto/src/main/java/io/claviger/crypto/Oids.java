package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.util.Arrays;
import java.util.HexFormat;

/** AlgorithmIdentifiers of the keys on offer (RFC 3279, RFC 5480, RFC 8410), as whole DER elements. */
final class Oids {
    private static final String RSA_ENCRYPTION = "300d06092a864886f70d0101010500";
    private static final String EC_PUBLIC_KEY = "06072a8648ce3d0201";
    private static final String ED25519 = "300506032b6570";

    private Oids() {}

    static byte[] rsa() {
        return HexFormat.of().parseHex(RSA_ENCRYPTION);
    }

    static byte[] ed25519() {
        return HexFormat.of().parseHex(ED25519);
    }

    static byte[] ec(Curve curve) {
        return Der.write(Der.SEQUENCE, HexFormat.of().parseHex(EC_PUBLIC_KEY), curveOid(curve));
    }

    /** The OBJECT IDENTIFIER that names a curve (RFC 5480 section 2.1.1.1). */
    static byte[] curveOid(Curve curve) {
        return HexFormat.of()
                .parseHex(
                        switch (curve) {
                            case P256 -> "06082a8648ce3d030107";
                            case P384 -> "06052b81040022";
                            case P521 -> "06052b81040023";
                            case ED25519 -> throw new IllegalArgumentException("has no parameters");
                        });
    }

    /** Which kind of key the content of an AlgorithmIdentifier names. */
    static Algorithm algorithm(byte[] content) {
        byte[] whole = Der.write(Der.SEQUENCE, content);
        if (Arrays.equals(whole, rsa())) {
            return Algorithm.RSA;
        }
        if (Arrays.equals(whole, ed25519())) {
            return Algorithm.ED25519;
        }
        byte[] ec = HexFormat.of().parseHex(EC_PUBLIC_KEY);
        if (content.length > ec.length && Arrays.equals(Arrays.copyOf(content, ec.length), ec)) {
            return Algorithm.EC;
        }
        throw new BadKey("algorithm", "must be RSA, EC or Ed25519");
    }

    /** The curve the content of an EC AlgorithmIdentifier names; explicit parameters are refused. */
    static Curve curveOf(byte[] content) {
        return curve(Arrays.copyOfRange(content, EC_PUBLIC_KEY.length() / 2, content.length));
    }

    /** The curve a parameter names; explicit parameters are refused. */
    static Curve curve(byte[] parameters) {
        for (Curve curve : new Curve[] {Curve.P256, Curve.P384, Curve.P521}) {
            if (Arrays.equals(parameters, curveOid(curve))) {
                return curve;
            }
        }
        throw new BadKey("curveid", "must be named, and prime256v1, secp384r1 or secp521r1");
    }
}
