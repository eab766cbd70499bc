package io.claviger.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** The paddings of RSA signatures, for what the providers cannot pad (RFC 8017 section 9). Nothing here is secret. */
final class Emsa {
    private static final byte[] EIGHT_ZEROS = new byte[8];
    private static final byte TRAILER = (byte) 0xbc;

    private Emsa() {}

    static byte[] salt(int length) {
        byte[] salt = new byte[length];
        Jca.expect(Providers::salts).nextBytes(salt);
        return salt;
    }

    /** EMSA-PKCS1-v1_5 (section 9.2); {@link Hash#NONE} puts {@code hashed} in the block as it is. */
    static byte[] pkcs1(Hash hash, byte[] hashed, int modulusBits) {
        byte[] info = hash == Hash.NONE ? hashed : digestInfo(hash, hashed);
        byte[] block = new byte[(modulusBits + 7) / 8];
        int start = block.length - info.length;
        Arrays.fill(block, 2, start - 1, (byte) 0xff);
        block[1] = 1;
        System.arraycopy(info, 0, block, start, info.length);
        return block;
    }

    // SHA-2 and SHA-3 share the arc 2.16.840.1.101.3.4.2; RFC 8017 section 9.2 note 1, FIPS 202 by NIST's CSOR.
    private static byte[] digestInfo(Hash hash, byte[] hashed) {
        int last = switch (hash) {
            case SHA256 -> 1;
            case SHA384 -> 2;
            case SHA512 -> 3;
            case SHA224 -> 4;
            case SHA3_256 -> 8;
            case SHA3_384 -> 9;
            case SHA3_512 -> 10;
            case SHA1, NONE -> throw new IllegalArgumentException("left to the provider: " + hash);
        };
        byte[] arc = {0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, (byte) last};
        byte[] algorithm = Der.write(Der.SEQUENCE, Der.write(Der.OID, arc), Der.write(Der.NULL));
        return Der.write(Der.SEQUENCE, algorithm, Der.write(Der.OCTET_STRING, hashed));
    }

    /** EMSA-PSS (section 9.1.1) with MGF1 over the same hash, led by a zero where the modulus is a byte longer. */
    static byte[] pss(Hash hash, byte[] hashed, byte[] salt, int modulusBits) {
        byte[] seed = seed(hash, hashed, salt);
        byte[] block = new byte[(modulusBits + 7) / 8];
        int start = block.length - encodedLength(modulusBits);
        int seedAt = block.length - 1 - seed.length;
        block[seedAt - salt.length - 1] = 1;
        System.arraycopy(salt, 0, block, seedAt - salt.length, salt.length);
        mask(hash, seed, block, start, seedAt);
        block[start] &= topMask(modulusBits);
        System.arraycopy(seed, 0, block, seedAt, seed.length);
        block[block.length - 1] = TRAILER;
        return block;
    }

    /** EMSA-PSS verification (section 9.1.2): takes the salt out and pads again. */
    static boolean fitsPss(Hash hash, byte[] hashed, int saltLength, byte[] block, int modulusBits) {
        byte[] open = block.clone();
        int start = open.length - encodedLength(modulusBits);
        int seedAt = open.length - 1 - hash.length();
        byte[] seed = Arrays.copyOfRange(open, seedAt, open.length - 1);
        mask(hash, seed, open, start, seedAt);
        byte[] salt = Arrays.copyOfRange(open, seedAt - saltLength, seedAt);
        return MessageDigest.isEqual(pss(hash, hashed, salt, modulusBits), block);
    }

    private static byte[] seed(Hash hash, byte[] hashed, byte[] salt) {
        MessageDigest digest = hash.started();
        digest.update(EIGHT_ZEROS);
        digest.update(hashed);
        return digest.digest(salt);
    }

    // MGF1 (appendix B.2.1), xored over block[from, to).
    private static void mask(Hash hash, byte[] seed, byte[] block, int from, int to) {
        MessageDigest digest = hash.started();
        byte[] counter = new byte[4];
        for (int at = from; at < to; counter[3]++) {
            digest.update(seed);
            byte[] stream = digest.digest(counter);
            for (int i = 0; i < stream.length && at < to; i++, at++) {
                block[at] ^= stream[i];
            }
        }
    }

    private static int encodedLength(int modulusBits) {
        return (modulusBits - 1 + 7) / 8;
    }

    private static byte topMask(int modulusBits) {
        return (byte) (0xff >>> (8 * encodedLength(modulusBits) - (modulusBits - 1)));
    }
}
