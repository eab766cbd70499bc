package io.claviger.crypto;

import java.security.MessageDigest;
import java.util.Optional;

/** What a message is hashed with before it is signed; {@link #NONE} means it arrives hashed. */
public enum Hash {
    SHA1("SHA-1", 20),
    SHA224("SHA-224", 28),
    SHA256("SHA-256", 32),
    SHA384("SHA-384", 48),
    SHA512("SHA-512", 64),
    SHA3_256("SHA3-256", 32),
    SHA3_384("SHA3-384", 48),
    SHA3_512("SHA3-512", 64),
    NONE("NONE", 0);

    private final String standardName;
    private final int length;

    Hash(String standardName, int length) {
        this.standardName = standardName;
        this.length = length;
    }

    /** In any case, with or without dashes and underscores: {@code sha-256}, {@code SHA3_256}. */
    public static Optional<Hash> of(String name) {
        return Names.find(values(), Hash::standardName, name);
    }

    /** The name in FIPS 180-4 and FIPS 202, which JCA uses too. */
    public String standardName() {
        return standardName;
    }

    /** In bytes; 0 for {@link #NONE}. */
    public int length() {
        return length;
    }

    /** Whether it is of the SHA-3 family (FIPS 202). */
    boolean sha3() {
        return switch (this) {
            case SHA3_256, SHA3_384, SHA3_512 -> true;
            case SHA1, SHA224, SHA256, SHA384, SHA512, NONE -> false;
        };
    }

    /** Hashes {@code message}; {@link #NONE} answers the message itself. */
    byte[] digest(byte[] message) {
        return this == NONE ? message : started().digest(message);
    }

    /** A fresh digest; not for {@link #NONE}. */
    MessageDigest started() {
        return Providers.digest(standardName);
    }
}
