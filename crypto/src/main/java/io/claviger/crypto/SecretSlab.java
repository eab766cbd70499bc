package io.claviger.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where every secret of the process rests: one mapping, locked in memory and left out of core dumps, lent out in
 * cells of two sizes.
 *
 * <p>One, because closing an arena of its own for each secret stops all threads of the process every time.
 */
@SuppressWarnings("restricted") // native access: mlock(2) and madvise(2) only
public final class SecretSlab {
    /** Holds every symmetric key and every EC or Ed25519 private key, in bytes. */
    public static final int SMALL_CELL = 128;

    /** Holds every RSA private key on offer, in bytes. */
    public static final int LARGE_CELL = 8_192;

    private static final int DEFAULT_SMALL_CELLS = 8_192;
    private static final int DEFAULT_LARGE_CELLS = 256;

    // A multiple of every page size in use (4, 16 and 64 KiB): madvise refuses addresses between pages.
    private static final int PAGE = 65_536;
    private static final int MADV_DONTDUMP = 16;

    private final Queue<MemorySegment> small = new ConcurrentLinkedQueue<>();
    private final Queue<MemorySegment> large = new ConcurrentLinkedQueue<>();
    private final boolean locked;
    private final boolean dumpable;

    /** Maps room for so many cells of each size; it is never unmapped. */
    public SecretSlab(int smallCells, int largeCells) {
        if (smallCells < 0 || largeCells < 0 || smallCells + largeCells == 0) {
            throw new IllegalArgumentException("a slab needs cells");
        }
        long smallBytes = (long) smallCells * SMALL_CELL;
        long bytes = smallBytes + (long) largeCells * LARGE_CELL;
        long whole = (bytes + PAGE - 1) / PAGE * PAGE;
        MemorySegment memory = Arena.global().allocate(whole, PAGE);
        locked = Native.lock(memory) == 0;
        dumpable = Native.advise(memory, MADV_DONTDUMP) != 0;
        cut(memory.asSlice(0, smallBytes), SMALL_CELL, small);
        cut(memory.asSlice(smallBytes, bytes - smallBytes), LARGE_CELL, large);
    }

    /** A slab of the usual size, 3 MiB. */
    public static SecretSlab open() {
        return new SecretSlab(DEFAULT_SMALL_CELLS, DEFAULT_LARGE_CELLS);
    }

    private static void cut(MemorySegment memory, int cellBytes, Queue<MemorySegment> into) {
        for (long at = 0; at < memory.byteSize(); at += cellBytes) {
            into.add(memory.asSlice(at, cellBytes));
        }
    }

    /** False where the system refused: the memory may be swapped out, which is a finding. */
    public boolean locked() {
        return locked;
    }

    /** True where the system would write the cells into a core dump. */
    public boolean dumpable() {
        return dumpable;
    }

    /** Cells of both sizes nobody holds; counts them one by one, so it is for metrics and tests. */
    public int freeCells() {
        return small.size() + large.size();
    }

    /**
     * Takes the secret over: {@code source} is zeroed before this returns, whatever happens.
     *
     * <p>Throws {@link IllegalArgumentException} above {@link #LARGE_CELL} bytes and {@link CryptoException.NoRoom}
     * when no cell is free. A small secret never takes a large cell: those are few.
     */
    public SecretBytes takeFrom(byte[] source) {
        try {
            Queue<MemorySegment> free = freeFor(source.length);
            MemorySegment cell = free.poll();
            if (cell == null) {
                throw new CryptoException.NoRoom();
            }
            MemorySegment.copy(source, 0, cell, JAVA_BYTE, 0, source.length);
            return new SecretBytes(cell, source.length, free::add);
        } finally {
            Arrays.fill(source, (byte) 0);
        }
    }

    /** A fresh secret of {@code size} bytes. */
    public SecretBytes random(int size, SecureRandom random) {
        byte[] fresh = new byte[size];
        random.nextBytes(fresh);
        return takeFrom(fresh);
    }

    private Queue<MemorySegment> freeFor(int size) {
        if (size > LARGE_CELL) {
            throw new IllegalArgumentException("%d bytes do not fit a cell of %d".formatted(size, LARGE_CELL));
        }
        return size <= SMALL_CELL ? small : large;
    }

    /** The two calls into the C library; both answer 0 when they did what was asked. */
    private static final class Native {
        private static final MethodHandle MLOCK = handle("mlock", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        private static final MethodHandle MADVISE =
                handle("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

        static int lock(MemorySegment memory) {
            try {
                return (int) MLOCK.invokeExact(memory, memory.byteSize());
            } catch (Throwable impossible) {
                throw new AssertionError("mlock throws nothing", impossible);
            }
        }

        static int advise(MemorySegment memory, int advice) {
            try {
                return (int) MADVISE.invokeExact(memory, memory.byteSize(), advice);
            } catch (Throwable impossible) {
                throw new AssertionError("madvise throws nothing", impossible);
            }
        }

        private static MethodHandle handle(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
        }
    }
}
