package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** EC keys from outside: named curves only, the point on its curve (SP 800-56A section 5.6.2.3), halves that fit. */
final class EcImport {
    private EcImport() {}

    static ImportedKey publicKey(byte[] point, Curve curve) {
        return new ImportedKey(specOf(curve), KeyPart.PUBLIC, null, spki(curve, decoded(point, curve)));
    }

    /** A SEC 1 key that stands alone and so must name its curve itself. */
    static ImportedKey sec1(byte[] ecPrivateKey, SecretSlab slab) {
        Der body = PrivateForms.ecPrivateKeyBody(ecPrivateKey);
        body.inside(Der.OCTET_STRING);
        if (!body.next(Der.context(0))) {
            throw new BadKey("curveid", "must be named");
        }
        return privateKey(ecPrivateKey, Oids.curve(body.content(Der.context(0))), slab);
    }

    static ImportedKey privateKey(byte[] ecPrivateKey, Curve curve, SecretSlab slab) {
        byte[] scalar = PrivateForms.scalar(ecPrivateKey, curve);
        try {
            ECPoint point = pointOf(new BigInteger(1, scalar), curve);
            requireFits(ecPrivateKey, curve, point);
            SecretBytes secret = PrivateForms.ofScalar(curve, scalar, slab);
            return new ImportedKey(specOf(curve), KeyPart.PRIVATE, secret, spki(curve, point));
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    private static void requireFits(byte[] ecPrivateKey, Curve curve, ECPoint point) {
        Der body = PrivateForms.ecPrivateKeyBody(ecPrivateKey);
        body.inside(Der.OCTET_STRING);
        if (body.next(Der.context(0)) && Oids.curve(body.content(Der.context(0))) != curve) {
            throw new BadKey("curveid", "must be the same inside and outside");
        }
        if (body.next(Der.context(1))) {
            Der named = body.inside(Der.context(1));
            if (!decoded(named.bits(), curve).equals(point)) {
                throw new BadKey("public key", "must fit the private one");
            }
            named.end();
        }
        body.end();
    }

    private static ECPoint pointOf(BigInteger d, Curve curve) {
        X9ECParameters parameters = parameters(curve);
        if (d.signum() == 0 || d.compareTo(parameters.getN()) >= 0) {
            throw new BadKey("d", "must be above zero and below the order of its curve");
        }
        return new FixedPointCombMultiplier().multiply(parameters.getG(), d).normalize();
    }

    private static ECPoint decoded(byte[] point, Curve curve) {
        try {
            ECPoint decoded = parameters(curve).getCurve().decodePoint(point).normalize();
            if (!decoded.isInfinity() && decoded.isValid()) {
                return decoded;
            }
        } catch (IllegalArgumentException offCurve) {
            // the same answer as for the point at infinity
        }
        throw new BadKey("point", "must be on its curve");
    }

    private static Bytes spki(Curve curve, ECPoint point) {
        byte[] bits = Der.write(Der.BIT_STRING, new byte[] {0}, point.getEncoded(false));
        return Bytes.taking(Der.write(Der.SEQUENCE, Oids.ec(curve), bits));
    }

    private static X9ECParameters parameters(Curve curve) {
        return CustomNamedCurves.getByName(curve.standardName());
    }

    private static KeySpec specOf(Curve curve) {
        return new KeySpec(Algorithm.EC, curve.bits(), curve);
    }
}
