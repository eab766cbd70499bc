package io.claviger.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.crypto.CryptoException.BadKey;
import java.util.Arrays;

/** Keys as people bring and take them: hex and PEM, over bytes. No private or symmetric key becomes a string. */
public final class KeyEncoding {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private final SecretSlab slab;

    public KeyEncoding(SecretSlab slab) {
        this.slab = slab;
    }

    /**
     * A symmetric key out of hex digits of either case, as long as {@code spec} says; wipes {@code hexAscii}. Throws
     * {@link BadKey}.
     */
    public SecretBytes symmetricFromHex(byte[] hexAscii, KeySpec spec) {
        try {
            if (spec.algorithm().asymmetric()) {
                throw new BadKey("material", "of a pair is not hex but PEM");
            }
            if (hexAscii.length != 2 * spec.bytes()) {
                throw new BadKey("material", "must be %d hex digits".formatted(2 * spec.bytes()));
            }
            return slab.takeFrom(unhexed(hexAscii));
        } finally {
            Arrays.fill(hexAscii, (byte) 0);
        }
    }

    private static byte[] unhexed(byte[] hex) {
        byte[] raw = new byte[hex.length / 2];
        int wrong = 0;
        for (int i = 0; i < hex.length; i++) {
            int digit = Character.digit(hex[i] & 0xff, 16);
            wrong |= digit;
            raw[i / 2] = (byte) ((raw[i / 2] << 4) | (digit & 0xf));
        }
        if (wrong < 0) {
            Arrays.fill(raw, (byte) 0);
            throw new BadKey("material", "must be hex digits");
        }
        return raw;
    }

    /**
     * One half of a pair out of PEM: PKCS#8, PKCS#1 or SEC 1 for private ones, SubjectPublicKeyInfo or PKCS#1 for
     * public ones. Checked as if an enemy had made it; throws {@link BadKey} naming what is wrong. {@code pemAscii}
     * stays the caller's, to wipe.
     */
    public ImportedKey importPem(byte[] pemAscii) {
        var block = PemBlock.read(pemAscii);
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> pkcs8(block.der());
                case "RSA PRIVATE KEY" -> RsaImport.privateKey(block.der(), slab);
                case "EC PRIVATE KEY" -> EcImport.sec1(block.der(), slab);
                case "PUBLIC KEY" -> spki(block.der());
                case "RSA PUBLIC KEY" -> RsaImport.publicKey(block.der());
                default ->
                    throw new BadKey(
                            "material", "must be an unencrypted PEM of a private or public key, not " + block.label());
            };
        } finally {
            Arrays.fill(block.der(), (byte) 0);
        }
    }

    private ImportedKey pkcs8(byte[] der) {
        try (var key = Pkcs8.read(der)) {
            return switch (Oids.algorithm(key.algorithm())) {
                case RSA -> RsaImport.privateKey(key.inner(), slab);
                case EC -> EcImport.privateKey(key.inner(), Oids.curveOf(key.algorithm()), slab);
                case ED25519 -> EdImport.privateKey(key, slab);
                case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> throw Der.malformed();
            };
        }
    }

    private static ImportedKey spki(byte[] der) {
        Der whole = new Der(der);
        Der body = whole.inside(Der.SEQUENCE);
        whole.end();
        byte[] algorithm = body.content(Der.SEQUENCE);
        byte[] key = body.bits();
        body.end();
        return switch (Oids.algorithm(algorithm)) {
            case RSA -> RsaImport.publicKey(key);
            case EC -> EcImport.publicKey(key, Oids.curveOf(algorithm));
            case ED25519 -> EdImport.publicKey(key);
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> throw Der.malformed();
        };
    }

    /** PEM of a private key (RFC 7468 section 10) as ASCII bytes, for the caller to wipe. */
    public static byte[] pemOfPrivate(SecretBytes pkcs8) {
        return pkcs8.lend(der -> PemBlock.write("PRIVATE KEY", der));
    }

    /** PEM of a public key (RFC 7468 section 13). */
    public static String pemOfPublic(Bytes spki) {
        return new String(PemBlock.write("PUBLIC KEY", spki.shared()), US_ASCII);
    }

    /** Lower-case hex digits as ASCII bytes, for the caller to wipe. */
    public static byte[] hex(SecretBytes secret) {
        return secret.lend(raw -> {
            byte[] digits = new byte[2 * raw.length];
            for (int i = 0; i < raw.length; i++) {
                digits[2 * i] = HEX[(raw[i] >> 4) & 0xf];
                digits[2 * i + 1] = HEX[raw[i] & 0xf];
            }
            return digits;
        });
    }
}
