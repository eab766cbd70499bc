package io.claviger.crypto;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.claviger.crypto.CryptoException.BadKey;
import io.claviger.crypto.CryptoException.BadParameter;
import java.math.BigInteger;

/** RSA keys from outside, in PKCS#1 (RFC 8017 appendix A.1), checked as SP 800-56B section 6.4 asks. */
final class RsaImport {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_EXPONENT_BITS = 256; // FIPS 186-5 section 5.1
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    private static final int PRIME_CERTAINTY = 100;

    private RsaImport() {}

    static ImportedKey publicKey(byte[] pkcs1) {
        Der whole = new Der(pkcs1);
        Der body = whole.inside(Der.SEQUENCE);
        whole.end();
        BigInteger modulus = body.integer();
        BigInteger exponent = body.integer();
        body.end();
        return new ImportedKey(specOf(modulus, exponent), KeyPart.PUBLIC, null, spki(modulus, exponent));
    }

    static ImportedKey privateKey(byte[] pkcs1, SecretSlab slab) {
        Der whole = new Der(pkcs1);
        Der body = whole.inside(Der.SEQUENCE);
        whole.end();
        if (!body.integer().equals(ZERO)) {
            throw new BadKey("version", "must be that of an RSA key of two primes");
        }
        BigInteger n = body.integer();
        BigInteger e = body.integer();
        KeySpec spec = specOf(n, e);
        requireFits(n, e, body);
        body.end();
        SecretBytes secret = PrivateForms.wrap(Oids.rsa(), pkcs1, slab);
        return new ImportedKey(spec, KeyPart.PRIVATE, secret, spki(n, e));
    }

    private static KeySpec specOf(BigInteger n, BigInteger e) {
        require(n.bitLength() >= LEAST_BITS, "modulus", "must have at least 2048 bits");
        require(n.testBit(0), "modulus", "must be odd");
        require(e.compareTo(LEAST_EXPONENT) >= 0, "exponent", "must be at least 65537");
        require(e.bitLength() <= MOST_EXPONENT_BITS, "exponent", "must be below 2^256");
        require(e.testBit(0), "exponent", "must be odd");
        try {
            return new KeySpec(Algorithm.RSA, n.bitLength(), null);
        } catch (BadParameter size) {
            throw new BadKey("modulus", "must have 2048, 3072 or 4096 bits");
        }
    }

    private static void requireFits(BigInteger n, BigInteger e, Der rest) {
        BigInteger d = rest.integer();
        BigInteger p = rest.integer();
        BigInteger q = rest.integer();
        int half = n.bitLength() / 2;
        // Sizes first: the arithmetic below must not be fed numbers of megabytes.
        require(p.bitLength() == half && q.bitLength() == half, "primes", "must have half the bits of the modulus");
        require(p.multiply(q).equals(n), "primes", "must multiply to the modulus");
        require(!p.equals(q), "primes", "must differ");
        require(p.isProbablePrime(PRIME_CERTAINTY) && q.isProbablePrime(PRIME_CERTAINTY), "primes", "must be prime");
        require(d.bitLength() > half && d.compareTo(n) < 0, "exponent", "of the private half must be of full size");
        BigInteger dp = p.subtract(ONE);
        BigInteger dq = q.subtract(ONE);
        boolean inverse =
                e.multiply(d).mod(dp).equals(ONE) && e.multiply(d).mod(dq).equals(ONE);
        require(inverse, "exponent", "of the private half must fit the public one");
        require(rest.integer().equals(d.mod(dp)), "exponents", "of the primes must fit");
        require(rest.integer().equals(d.mod(dq)), "exponents", "of the primes must fit");
        BigInteger coefficient = rest.integer();
        require(coefficient.compareTo(p) < 0 && coefficient.multiply(q).mod(p).equals(ONE), "coefficient", "must fit");
    }

    private static Bytes spki(BigInteger n, BigInteger e) {
        byte[] key = Der.write(Der.SEQUENCE, Der.write(n), Der.write(e));
        return Bytes.taking(Der.write(Der.SEQUENCE, Oids.rsa(), Der.write(Der.BIT_STRING, new byte[] {0}, key)));
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadKey(field, rule);
        }
    }
}
