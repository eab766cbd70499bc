package io.claviger.store;

import io.claviger.Clock;
import io.claviger.store.verify.CheckpointKey;
import io.claviger.store.verify.Defect;
import io.claviger.store.verify.LogSource;
import io.claviger.store.verify.LogVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole log and every key at the start and then once an hour, in the background, and says what is not as it was
 * written. Every answer is checked when it is given; this finds what is missing from one, and damage that nobody asked about.
 * It works one part of its time in five, in short snapshots, so that nobody waits for it.
 */
public final class Scrub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int REST = 4;

    private final Database database;
    private final SqlStore store;
    private final Path home;
    private final CheckpointKey key;
    private final Clock clock;
    private final AtomicReference<@Nullable Defect> log;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Defect keys;
    private Consumer<Defect> found = _ -> {};
    private long worked;

    /** @param log where it says what is wrong with the log, as the last pass saw it */
    Scrub(
            Database database,
            SqlStore store,
            Path home,
            CheckpointKey key,
            Clock clock,
            AtomicReference<@Nullable Defect> log) {
        this.database = database;
        this.store = store;
        this.home = home;
        this.key = key;
        this.clock = clock;
        this.log = log;
        this.thread = Thread.ofPlatform().name("scrub").daemon(true).unstarted(this::loop);
    }

    /** @param told of each new finding, once */
    void start(Consumer<Defect> told) {
        found = told;
        worked = clock.nanos();
        thread.start();
    }

    /** What is wrong with the log, as the last pass saw it. */
    Optional<Defect> log() {
        return Optional.ofNullable(log.get());
    }

    /** What is wrong with the rows of keys, as the last pass saw it. */
    Optional<Defect> keys() {
        return Optional.ofNullable(keys);
    }

    private void loop() {
        try {
            while (true) {
                long began = clock.nanos();
                attempt();
                await(EVERY.toNanos() - (clock.nanos() - began));
            }
        } catch (Stopped end) {
            LOG.debug("The scrub was told to end", end);
        }
    }

    private void attempt() {
        try {
            pass();
        } catch (Stopped end) {
            throw end;
        } catch (IOException | RuntimeException failed) {
            LOG.warn("The log could not be read through; it is tried again in an hour", failed);
        }
    }

    /** Reads everything once; one at a time. */
    synchronized void pass() throws IOException {
        var rows = new RowScrub(store, this::rest);
        Optional<Defect> inLog = rows.log();
        if (inLog.isEmpty()) {
            inLog = verified();
        }
        log.set(tell(log.get(), inLog));
        if (inLog.isEmpty()) {
            keys = tell(keys, rows.keys());
        }
    }

    private Optional<Defect> verified() throws IOException {
        try (LogSource source = LogSource.live(home, database.openReader(), this::rest)) {
            return Optional.ofNullable(LogVerifier.verify(source, key).firstBad());
        } catch (SQLException unreadable) {
            throw Sql.failed(unreadable);
        }
    }

    private @Nullable Defect tell(@Nullable Defect before, Optional<Defect> now) {
        Defect defect = now.orElse(null);
        if (defect != null && !defect.equals(before)) {
            LOG.error("{}: {}", defect.place(), defect.problem());
            found.accept(defect);
        }
        return defect;
    }

    /** Four times as long as it worked; a pass that another thread runs does not rest. */
    private void rest() {
        if (Thread.currentThread() == thread) {
            await(REST * (clock.nanos() - worked));
            worked = clock.nanos();
        }
    }

    private void await(long nanos) {
        try {
            if (stop.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** Ends the thread, wherever in a pass it is. */
    private static final class Stopped extends RuntimeException {
        Stopped() {
            super(null, null, false, false);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
