package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 keys from outside (RFC 8410). */
final class EdImport {
    private static final int KEY_BYTES = 32;
    private static final KeySpec SPEC = KeySpec.withDefaults(Algorithm.ED25519, null, null);

    private EdImport() {}

    static ImportedKey publicKey(byte[] point) {
        // The full check: on the curve, in the right group, none of the few points that verify anything.
        if (point.length != KEY_BYTES || !Ed25519.validatePublicKeyFull(point, 0)) {
            throw new BadKey("point", "must be on its curve and of full order");
        }
        return new ImportedKey(SPEC, KeyPart.PUBLIC, null, spki(point));
    }

    static ImportedKey privateKey(Pkcs8 key, SecretSlab slab) {
        Der whole = new Der(key.inner());
        byte[] seed = whole.content(Der.OCTET_STRING);
        whole.end();
        try {
            if (seed.length != KEY_BYTES) {
                throw new BadKey("material", "must be 32 bytes for ED25519");
            }
            byte[] point = new byte[KEY_BYTES];
            Ed25519.generatePublicKey(seed, 0, point, 0);
            byte[] named = key.publicKey();
            if (named != null && !fits(named, point)) {
                throw new BadKey("public key", "must fit the private one");
            }
            SecretBytes secret = PrivateForms.wrap(Oids.ed25519(), key.inner(), slab);
            return new ImportedKey(SPEC, KeyPart.PRIVATE, secret, spki(point));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static boolean fits(byte[] bitString, byte[] point) {
        return bitString.length == KEY_BYTES + 1
                && bitString[0] == 0
                && Arrays.equals(bitString, 1, bitString.length, point, 0, point.length);
    }

    private static Bytes spki(byte[] point) {
        byte[] bits = Der.write(Der.BIT_STRING, new byte[] {0}, point);
        return Bytes.taking(Der.write(Der.SEQUENCE, Oids.ed25519(), bits));
    }
}
