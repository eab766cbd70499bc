package io.claviger.crypto;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Key bytes in a cell of the {@link SecretSlab}: not moved by the collector, never printed, zeroed on close. */
public final class SecretBytes implements AutoCloseable {
    private final Consumer<MemorySegment> giveBack;
    private final int size;
    private @Nullable MemorySegment cell;

    SecretBytes(MemorySegment cell, int size, Consumer<MemorySegment> giveBack) {
        this.cell = cell;
        this.size = size;
        this.giveBack = giveBack;
    }

    /**
     * Lends a copy for the length of {@code use}, then wipes it; JCA takes only arrays, so the copy must exist.
     * Throws {@link IllegalStateException} after close.
     */
    public <R> R lend(Function<byte[], R> use) {
        byte[] copy = copy();
        try {
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Lends a copy as {@link #lend} does, to a use that answers nothing. */
    public void lendTo(Consumer<byte[]> use) {
        byte[] copy = copy();
        try {
            use.accept(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** In bytes; known after close too. */
    public int size() {
        return size;
    }

    /** Whether both hold the same bytes, in a time that depends on the sizes only. */
    public boolean matches(SecretBytes other) {
        return lend(mine -> other.lend(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    // Under the lock, because a cell given back in mid-copy would show the next owner's secret.
    private synchronized byte[] copy() {
        if (cell == null) {
            throw new IllegalStateException("the secret is closed");
        }
        return cell.asSlice(0, size).toArray(JAVA_BYTE);
    }

    /** Zeroes the cell and gives it back; a second time does nothing. */
    @Override
    public synchronized void close() {
        if (cell != null) {
            cell.asSlice(0, size).fill((byte) 0);
            giveBack.accept(cell);
            cell = null;
        }
    }

    @Override
    public String toString() {
        return "SecretBytes[" + size + "]";
    }
}
