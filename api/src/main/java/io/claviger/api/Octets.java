package io.claviger.api;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Public bytes, immutable: ciphertext, IV, tag. Plaintext and material never go here, they are a {@link
 * SecretValue}.
 */
public final class Octets {
    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array itself; the caller must not change it any more. */
    public static Octets taking(byte[] bytes) {
        return new Octets(bytes);
    }

    /** A copy of the bytes. */
    public byte[] open() {
        return bytes.clone();
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.length;
    }

    /** The bytes themselves, for writing them out without a copy. */
    byte[] bare() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets[" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 16))
                + (bytes.length > 16 ? "…" : "") + "]";
    }
}
