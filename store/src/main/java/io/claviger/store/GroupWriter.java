package io.claviger.store;

import io.claviger.KmsException;
import io.claviger.KmsException.Unavailable;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes all transactions that wait, gives each a savepoint of its own, and commits them
 * together, so that one sync of the disk serves many. What is in memory is brought up to date after the commit and before
 * anybody is told.
 */
final class GroupWriter implements AutoCloseable {
    private static final int MAX_GROUP = 256;
    private static final int MAX_WAITING = 10_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** What one thread works with between two commits. */
    interface Session {
        /** Before the first transaction of a group. */
        void begin();

        /** A point to which {@link #rollback} may return. */
        Object mark();

        void rollback(Object mark);

        /** Everything since {@link #begin} is durable. */
        void committed();

        /** Nothing since {@link #begin} happened, as far as anybody can tell. */
        void abandoned();

        /** Whether what is in memory is what the database holds, seen over a new connection. */
        boolean current();
    }

    private record Task<S, R>(Function<S, R> work, CompletableFuture<R> done) {
        Outcome<R> run(S session) {
            try {
                return new Outcome<>(done, work.apply(session), null);
            } catch (RuntimeException | Error refused) {
                return new Outcome<>(done, null, refused);
            }
        }
    }

    private record Outcome<R>(
            CompletableFuture<R> done,
            @Nullable R result,
            @Nullable Throwable refused) {
        void tell() {
            if (refused != null) {
                done.completeExceptionally(refused);
            } else {
                done.complete(result);
            }
        }
    }

    private final Sql sql;
    private final SqlSession session;
    private final BlockingQueue<Task<SqlSession, ?>> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final Thread thread;
    private boolean broken;
    private volatile boolean stale;
    private volatile boolean closing;

    GroupWriter(Sql sql, SqlSession session) {
        this.sql = sql;
        this.session = session;
        this.thread = Thread.ofPlatform().name("writer").daemon(true).unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Runs {@code work} in a transaction and waits until it is durable. */
    <R> R write(Function<SqlSession, R> work) {
        var done = new CompletableFuture<R>();
        if (closing || !waiting.offer(new Task<>(work, done))) {
            throw new Unavailable("the database", RETRY_AFTER);
        }
        try {
            return done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the database", RETRY_AFTER);
        }
    }

    private void loop() {
        var group = new ArrayList<Task<SqlSession, ?>>();
        while (true) {
            try {
                group.add(waiting.take());
            } catch (InterruptedException stopping) {
                if (waiting.isEmpty()) {
                    return;
                }
                continue;
            }
            waiting.drainTo(group, MAX_GROUP - 1);
            commit(group);
            group.clear();
            if (closing && waiting.isEmpty()) {
                return;
            }
        }
    }

    private void commit(List<Task<SqlSession, ?>> group) {
        var outcomes = new ArrayList<Outcome<?>>(group.size());
        try {
            goOn();
            session.begin();
            boolean savepoints = group.size() > 1;
            for (Task<SqlSession, ?> task : group) {
                outcomes.add(savepoints ? within(task) : alone(task));
            }
            sql.connection().commit();
            requireNoWarning(sql.connection().getWarnings());
            session.committed();
            outcomes.forEach(Outcome::tell);
        } catch (SQLException | RuntimeException failed) {
            abandon(group, failed);
        }
    }

    private Outcome<?> within(Task<SqlSession, ?> task) {
        sql.execute("SAVEPOINT one");
        Object mark = session.mark();
        Outcome<?> outcome = task.run(session);
        if (outcome.refused() != null) {
            sql.execute("ROLLBACK TO SAVEPOINT one");
            session.rollback(mark);
        }
        sql.execute("RELEASE SAVEPOINT one");
        return outcome;
    }

    private Outcome<?> alone(Task<SqlSession, ?> task) throws SQLException {
        Object mark = session.mark();
        Outcome<?> outcome = task.run(session);
        if (outcome.refused() != null) {
            sql.connection().rollback();
            session.rollback(mark);
        }
        return outcome;
    }

    /** A commit that ended with a warning may or may not be on every replica: its outcome is unknown, never success. */
    private static void requireNoWarning(@Nullable SQLWarning warning) {
        if (warning != null) {
            throw new Unavailable("the database", RETRY_AFTER, warning);
        }
    }

    /**
     * After a failure: a connection whose transaction failed may have none any more, and a commit whose answer was lost may
     * have happened. If it did, memory is behind the database, and nothing more is written.
     */
    private void goOn() throws SQLException {
        if (broken) {
            sql.renew();
            stale |= !session.current();
            broken = false;
        }
        if (stale) {
            throw new Unavailable("the database", RETRY_AFTER);
        }
    }

    /** Whether a commit happened that nobody was told of: only a new start reads what it did. */
    boolean stale() {
        return stale;
    }

    private void abandon(List<Task<SqlSession, ?>> group, Exception failed) {
        broken = !stale;
        session.abandoned();
        KmsException why =
                failed instanceof KmsException known ? known : new Unavailable("the database", RETRY_AFTER, failed);
        try {
            sql.connection().rollback();
        } catch (SQLException gone) {
            why.addSuppressed(gone);
        }
        group.forEach(task -> task.done().completeExceptionally(why));
    }

    /** Finishes what waits, then ends. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
