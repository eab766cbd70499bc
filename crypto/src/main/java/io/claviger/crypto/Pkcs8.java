package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A PKCS#8 structure (RFC 5208, RFC 5958), taken apart; wiped on close. */
final class Pkcs8 implements AutoCloseable {
    private static final int PUBLIC_KEY = 0x81;

    private final byte[] algorithmIdentifier;
    private final byte[] inner;
    private final byte @Nullable [] publicKey;

    private Pkcs8(byte[] algorithmIdentifier, byte[] inner, byte @Nullable [] publicKey) {
        this.algorithmIdentifier = algorithmIdentifier;
        this.inner = inner;
        this.publicKey = publicKey;
    }

    static Pkcs8 read(byte[] der) {
        Der whole = new Der(der);
        Der body = whole.inside(Der.SEQUENCE);
        whole.end();
        if (body.integer().compareTo(BigInteger.ONE) > 0) {
            throw new BadKey("version", "is not that of PKCS#8");
        }
        byte[] algorithm = body.content(Der.SEQUENCE);
        byte[] inner = body.content(Der.OCTET_STRING);
        if (body.next(Der.context(0))) {
            body.inside(Der.context(0)); // attributes, such as a friendly name: not kept
        }
        byte[] publicKey = body.next(PUBLIC_KEY) ? body.content(PUBLIC_KEY) : null;
        body.end();
        return new Pkcs8(algorithm, inner, publicKey);
    }

    /** Content of the AlgorithmIdentifier: object identifier and parameters. */
    byte[] algorithm() {
        return algorithmIdentifier;
    }

    /** The key as its own standard writes it; good until close. */
    byte[] inner() {
        return inner;
    }

    /** Content of the BIT STRING with the public key, its count of unused bits included; null when not there. */
    byte @Nullable [] publicKey() {
        return publicKey;
    }

    @Override
    public void close() {
        Arrays.fill(inner, (byte) 0);
    }
}
