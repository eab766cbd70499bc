package io.claviger.edge.rest;

import io.claviger.KmsException.TooMany;
import io.claviger.KmsException.Unavailable;
import io.claviger.identity.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where work is done that an event loop must not do. What waits has a virtual thread; what computes has a pool of platform
 * threads, one a core, since virtual threads are not time-sliced. Passwords have a pool of their own: whoever guesses them
 * must not keep out those who have a key to use.
 */
final class Floors implements AutoCloseable {
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final ThreadFactory virtual = Thread.ofVirtual().name("rest-", 0).factory();
    private final Semaphore waiting = new Semaphore(EdgeLimits.WAITING);
    private final ThreadPoolExecutor heavy;
    private final ThreadPoolExecutor passwords;
    private final int hashing;
    private final Map<Share, Integer> shares = new ConcurrentHashMap<>();

    /** Callers whom nobody knows take nothing away from those of the same source who have a token. */
    private record Share(Source source, boolean known) {}

    /** @param hashing how many of one source may wait for a password to be hashed */
    Floors(int cores, int hashing) {
        this.hashing = hashing;
        this.heavy = pool("rest-heavy-", cores, EdgeLimits.HEAVY_QUEUE);
        this.passwords = pool("rest-password-", 2, EdgeLimits.PASSWORD_QUEUE);
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name(name, 0).daemon().factory());
    }

    /** @throws Unavailable when too many wait already */
    void waiting(Runnable task) {
        if (!waiting.tryAcquire()) {
            throw new Unavailable("the server", COME_BACK);
        }
        virtual.newThread(() -> {
                    try {
                        task.run();
                    } finally {
                        waiting.release();
                    }
                })
                .start();
    }

    /** @throws Unavailable when the queue is full */
    void heavy(Runnable task) {
        submit(heavy, task);
    }

    /** Computes on the heavy pool while the calling virtual thread waits. */
    <R> R heavily(Supplier<R> work) {
        return awaited(heavy, work);
    }

    /**
     * The same on the pool of passwords.
     *
     * @param caller each source has a share of the queue, so that none can fill it
     * @throws TooMany when its share is full, or the queue
     */
    <R> R withPassword(Principal caller, Supplier<R> work) {
        var share = new Share(Source.of(caller.source()), caller.known());
        int mine = shares.merge(share, 1, Integer::sum);
        try {
            if (mine > hashing || passwords.getQueue().remainingCapacity() == 0) {
                throw new TooMany("passwords at once", COME_BACK);
            }
            return awaited(passwords, work);
        } finally {
            shares.computeIfPresent(share, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private static void submit(ExecutorService pool, Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException full) {
            throw new Unavailable("the server", COME_BACK);
        }
    }

    private static <R> R awaited(ExecutorService pool, Supplier<R> work) {
        var task = new FutureTask<R>(work::get);
        submit(pool, task);
        try {
            return task.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server", COME_BACK);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        heavy.shutdown();
        passwords.shutdown();
    }
}
