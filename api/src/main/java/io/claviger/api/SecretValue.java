package io.claviger.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Secret bytes of a request or a reply: never printed, never a String, wiped by {@link #close()}. */
public final class SecretValue implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    private SecretValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array itself, which belongs to the value from now on and is wiped with it. */
    public static SecretValue taking(byte[] bytes) {
        return new SecretValue(bytes);
    }

    /**
     * Lends the array itself, not a copy: it is good until {@link #close()}, and nobody else wipes it.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] open() {
        if (closed) {
            throw new IllegalStateException("a secret was opened after it was wiped");
        }
        return bytes;
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Closes a secret that may be absent. */
    static void discard(@Nullable SecretValue secret) {
        if (secret != null) {
            secret.close();
        }
    }

    @Override
    public String toString() {
        return "SecretValue[" + bytes.length + "]";
    }
}
