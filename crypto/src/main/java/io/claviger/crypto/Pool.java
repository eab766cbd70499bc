package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * JCA objects of one key, ready to use. Making one costs eight times what using one does, and none may serve two
 * threads at once. Lock-free; keeps at most two for each processor.
 */
final class Pool<T> {
    private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();

    private final Maker<T> maker;
    private final Queue<T> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile boolean closed;

    Pool(Maker<T> maker) {
        this.maker = maker;
    }

    /** Makes a new object; it reads its key from a {@link Held}, so that a closed pool holds no key. */
    @FunctionalInterface
    interface Maker<T> {
        T make() throws GeneralSecurityException;
    }

    /** One piece of work with one object. */
    @FunctionalInterface
    interface Work<T, R> {
        R with(T tool) throws GeneralSecurityException;
    }

    /** Throws {@link IllegalStateException} after close. */
    <R> R use(Work<T, R> work) throws GeneralSecurityException {
        T tool = take();
        // A tool whose work failed is dropped: nobody says what state it is in.
        R result = work.with(tool);
        giveBack(tool);
        return result;
    }

    private T take() throws GeneralSecurityException {
        if (closed) {
            throw new IllegalStateException("the key is closed");
        }
        T tool = free.poll();
        if (tool == null) {
            return maker.make();
        }
        kept.decrementAndGet();
        return tool;
    }

    private void giveBack(T tool) {
        if (kept.get() >= MOST) {
            return;
        }
        kept.incrementAndGet();
        free.add(tool);
        // Asked after adding: a close that ran in between has not seen this one.
        if (closed) {
            free.clear();
        }
    }

    void close() {
        closed = true;
        free.clear();
    }

    /** How many wait for work. */
    int waiting() {
        return free.size();
    }
}
