package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * PKCS#8 (RFC 5208), taken apart and put together again: no attributes, no optional public key inside, so that
 * equal keys are equal bytes and every EC key fits a small cell of the slab.
 */
final class PrivateForms {
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final byte[] VERSION_1 = {0x02, 0x01, 0x01};

    private PrivateForms() {}

    /** The house's form of a key a provider encoded; wipes {@code pkcs8}. */
    static SecretBytes canonical(KeySpec spec, byte[] pkcs8, SecretSlab slab) {
        try (var key = Pkcs8.read(pkcs8)) {
            return switch (spec.algorithm()) {
                case RSA -> wrap(Oids.rsa(), key.inner(), slab);
                case EC -> ofScalar(spec.theCurve(), scalar(key.inner(), spec.theCurve()), slab);
                case ED25519 -> wrap(Oids.ed25519(), key.inner(), slab);
                case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> throw new IllegalArgumentException();
            };
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /** PKCS#8 around the key as its own standard writes it; {@code inner} stays the caller's. */
    static SecretBytes wrap(byte[] algorithmIdentifier, byte[] inner, SecretSlab slab) {
        byte[] octets = Der.write(Der.OCTET_STRING, inner);
        try {
            return slab.takeFrom(Der.write(Der.SEQUENCE, VERSION_0, algorithmIdentifier, octets));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** From an EC private number of full width; wipes it. */
    static SecretBytes ofScalar(Curve curve, byte[] scalar, SecretSlab slab) {
        byte[] octets = Der.write(Der.OCTET_STRING, scalar);
        byte[] inner = Der.write(Der.SEQUENCE, VERSION_1, octets);
        try {
            return wrap(Oids.ec(curve), inner, slab);
        } finally {
            Arrays.fill(scalar, (byte) 0);
            Arrays.fill(octets, (byte) 0);
            Arrays.fill(inner, (byte) 0);
        }
    }

    /** The private number of an ECPrivateKey (RFC 5915), at the curve's full width. */
    static byte[] scalar(byte[] ecPrivateKey, Curve curve) {
        Der body = ecPrivateKeyBody(ecPrivateKey);
        byte[] digits = body.content(Der.OCTET_STRING);
        if (digits.length > curve.bytes()) {
            Arrays.fill(digits, (byte) 0);
            throw new BadKey("d", "is longer than its curve");
        }
        byte[] full = new byte[curve.bytes()];
        System.arraycopy(digits, 0, full, full.length - digits.length, digits.length);
        Arrays.fill(digits, (byte) 0);
        return full;
    }

    /** The inside of an ECPrivateKey, after its version. */
    static Der ecPrivateKeyBody(byte[] ecPrivateKey) {
        Der whole = new Der(ecPrivateKey);
        Der body = whole.inside(Der.SEQUENCE);
        whole.end();
        if (!body.integer().equals(BigInteger.ONE)) {
            throw new BadKey("version", "is not that of an EC private key");
        }
        return body;
    }
}
