package io.claviger.crypto;

import java.util.Optional;

/** What a key is for, mathematically; size and curve are in {@link KeySpec}. */
public enum Algorithm {
    AES("AES"),
    HMAC_SHA256("HMAC-SHA256"),
    HMAC_SHA384("HMAC-SHA384"),
    HMAC_SHA512("HMAC-SHA512"),
    RSA("RSA"),
    EC("EC"),
    ED25519("ED25519");

    private final String label;

    Algorithm(String label) {
        this.label = label;
    }

    /** In any case, with or without dashes: {@code hmac-sha256}, {@code HMACSHA256}. */
    public static Optional<Algorithm> of(String name) {
        return Names.find(values(), Algorithm::label, name);
    }

    /** The name on the wire and in records. */
    public String label() {
        return label;
    }

    /** Whether a key is a pair of two halves. */
    public boolean asymmetric() {
        return switch (this) {
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> false;
            case RSA, EC, ED25519 -> true;
        };
    }
}
