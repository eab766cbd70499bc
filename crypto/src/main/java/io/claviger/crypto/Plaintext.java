package io.claviger.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A caller's payload on its way through: bytes on the heap, never printed, wiped on close.
 *
 * <p>Not a {@link SecretBytes}: payloads are large and short-lived, and JCA would copy them to the heap anyway.
 */
public final class Plaintext implements AutoCloseable {
    private final int size;
    private volatile byte @Nullable [] value;

    private Plaintext(byte[] value) {
        this.value = value;
        this.size = value.length;
    }

    /** Takes {@code value} over without a copy; it is zeroed on close. */
    public static Plaintext taking(byte[] value) {
        return new Plaintext(value);
    }

    /**
     * The very array, good until close: whoever reads it keeps no copy. Throws {@link IllegalStateException} after
     * close.
     */
    public byte[] open() {
        byte[] open = value;
        if (open == null) {
            throw new IllegalStateException("the plaintext is closed");
        }
        return open;
    }

    /** In bytes; known after close too. */
    public int size() {
        return size;
    }

    @Override
    public void close() {
        byte[] open = value;
        if (open != null) {
            value = null;
            Arrays.fill(open, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "Plaintext[" + size + "]";
    }
}
