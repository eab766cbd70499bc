package io.claviger.store.journal;

import io.claviger.Clock;
import io.claviger.KmsException;
import io.claviger.KmsException.Unavailable;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of this node, in files. One thread writes: it takes all batches that wait, writes them at once, syncs once,
 * and tells each lane once.
 */
public final class FileJournal implements Journal, AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int GROUP_BYTES = 1024 * 1024;
    /** Holds any batch. */
    private static final int LEAST_GROUP_BYTES = 160 * 1024;

    private static final long INTERVAL_NANOS = 50_000_000;
    private static final long IDLE_NANOS = 1_000_000_000;

    private final JournalSettings settings;
    private final Clock clock;
    private final SegmentSpace space;
    private final SealDraft draft;
    private final FrameIndex index;
    private final Optional<JournalCut> cut;
    private final Queue<Batch> waiting = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer;
    private final List<Batch> group = new ArrayList<>();
    private final Thread thread;

    private @Nullable Segment segment;
    private @Nullable Unsealed unsealed;
    private long segmentNumber;
    private long unsyncedSince;
    private boolean failing;
    private volatile long recorded;
    private volatile boolean scarce;
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile boolean closed;

    private FileJournal(Path folder, UUID node, JournalSettings settings, Clock clock, Recovery recovery) {
        this.settings = settings;
        this.clock = clock;
        this.space = new SegmentSpace(folder, node, settings, recovery.allocated());
        this.draft = recovery.draft();
        this.index = recovery.index();
        this.cut = recovery.cut();
        this.segment = recovery.open();
        this.segmentNumber = recovery.lastNumber();
        this.recorded = recovery.next() - 1;
        this.buffer =
                ByteBuffer.allocateDirect(Math.clamp(settings.segmentBytes() / 4, LEAST_GROUP_BYTES, GROUP_BYTES));
        this.thread = Thread.ofPlatform().name("journal").daemon(true).unstarted(this::loop);
    }

    /**
     * Opens the journal of a node, after a crash too, and starts its thread.
     *
     * @param folder {@code HOME/journal}; made with mode 0700 when it is not there
     * @param sealed number of the newest frame of this node that a seal in the database covers, 0 for none
     * @throws KmsException.Broken when a frame that is not sealed yet is whole but not one of this node's events
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static FileJournal open(Path folder, UUID node, long sealed, JournalSettings settings, Clock clock) {
        try {
            SegmentSpace.makeFolder(folder);
            SegmentSpace.removeSpares(folder, node);
            var recovery = new Recovery(node, sealed);
            recovery.run(folder);
            SegmentSpace.syncFolder(folder);
            var journal = new FileJournal(folder, node, settings, clock, recovery);
            journal.thread.start();
            return journal;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What opening cut off or missed; whoever opened it puts that on record. */
    public Optional<JournalCut> cut() {
        return cut;
    }

    /**
     * What awaits its seal since the last call; it is on the disk for certain.
     *
     * @throws Unavailable when it is not; the next call gives it again
     */
    public synchronized Optional<Unsealed> takeUnsealed() {
        if (unsealed == null) {
            unsealed = draft.take().orElse(null);
        }
        if (unsealed != null && settings.when() == JournalSettings.When.INTERVAL) {
            var waiter = new Waiter();
            submit(Batch.barrier(new FileLane(this, Runnable::run), waiter));
            waiter.await();
        }
        Optional<Unsealed> taken = Optional.ofNullable(unsealed);
        unsealed = null;
        return taken;
    }

    /** Number of the newest frame that was acknowledged or is about to be; 0 for none. */
    public long newestFrame() {
        return recorded;
    }

    public JournalReader reader() {
        return new JournalReader(index);
    }

    /** True when only sign-ins and what else may use the reserve are still recorded: an alarm. */
    public boolean scarce() {
        return scarce;
    }

    @Override
    public Lane lane(Executor home) {
        return new FileLane(this, home);
    }

    @Override
    public void append(AuditEvent event, Sync sync) {
        if (!admits(event)) {
            throw unavailable(null);
        }
        var waiter = new Waiter();
        var batch = new Batch(new FileLane(this, Runnable::run));
        batch.add(event, sync, waiter);
        submit(batch);
        waiter.await();
    }

    /** For the one event of a thread that waits. */
    private static final class Waiter implements Ack {
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable KmsException failure;

        @Override
        public void recorded() {
            done.countDown();
        }

        @Override
        public void failed(KmsException why) {
            failure = why;
            done.countDown();
        }

        void await() {
            try {
                done.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw unavailable(stopping);
            }
            KmsException why = failure;
            if (why != null) {
                throw why;
            }
        }
    }

    static Unavailable unavailable(@Nullable Throwable cause) {
        return cause == null
                ? new Unavailable("the audit journal", RETRY_AFTER)
                : new Unavailable("the audit journal", RETRY_AFTER, cause);
    }

    boolean admits(AuditEvent event) {
        return !closing && (!scarce || settings.reserved().test(event));
    }

    void submit(Batch batch) {
        waiting.add(batch);
        if (parked) {
            LockSupport.unpark(thread);
        }
        if (closed) {
            refuseWaiting();
        }
    }

    private void loop() {
        try {
            space.prepare(segmentNumber + 1, clock.nanos());
            while (true) {
                gather();
                if (!group.isEmpty()) {
                    record();
                } else if (closing) {
                    break;
                } else {
                    idle();
                }
                syncIfDue(false);
            }
            syncIfDue(true);
        } finally {
            closed = true;
            refuseWaiting();
        }
    }

    /** Takes all batches that wait, as far as one write holds them. */
    private void gather() {
        buffer.clear();
        group.clear();
        for (Batch next = waiting.peek(); next != null && next.size() <= buffer.remaining(); next = waiting.peek()) {
            waiting.remove();
            next.copyTo(buffer);
            group.add(next);
        }
        buffer.flip();
    }

    private void record() {
        KmsException failure = null;
        try {
            boolean durable = settings.when() == JournalSettings.When.EACH
                    || group.stream().anyMatch(Batch::always);
            Segment target = segmentWithRoom();
            boolean clean = target.synced();
            index.mark(recorded + 1, target.path(), target.position());
            target.append(buffer, durable);
            unsyncedSince = clean ? clock.nanos() : unsyncedSince;
            long newest = recorded;
            for (Batch batch : group) {
                newest += batch.count();
                batch.addTo(draft);
            }
            recorded = newest;
            failing = false;
        } catch (IOException | RuntimeException failed) {
            failure = refused(failed);
        }
        Segment now = segment;
        scarce = space.scarce(now == null ? 0 : now.room());
        tell(failure);
    }

    private KmsException refused(Exception failed) {
        if (!failing) {
            LOG.error("Events cannot be recorded, so operations are refused: {}", failed.toString());
        }
        failing = true;
        return unavailable(failed);
    }

    private void tell(@Nullable KmsException failure) {
        var lanes = new ArrayList<FileLane>();
        for (Batch batch : group) {
            if (batch.lane().gather(batch)) {
                lanes.add(batch.lane());
            }
        }
        lanes.forEach(lane -> lane.tell(failure));
    }

    private Segment segmentWithRoom() throws IOException {
        Segment current = segment;
        if (current != null && current.room() >= buffer.remaining()) {
            return current;
        }
        if (current != null && !current.synced()) {
            current.sync();
        }
        Segment fresh = space.take(segmentNumber + 1, recorded + 1, clock.nanos());
        if (current != null) {
            current.close();
        }
        segmentNumber++;
        segment = fresh;
        index.segment(recorded + 1, fresh.path());
        space.prepare(segmentNumber + 1, clock.nanos());
        return fresh;
    }

    private void syncIfDue(boolean now) {
        Segment current = segment;
        if (current == null || current.synced() || (!now && clock.nanos() - unsyncedSince < INTERVAL_NANOS)) {
            return;
        }
        try {
            current.sync();
        } catch (IOException failed) {
            unsyncedSince = clock.nanos();
            LOG.error("The journal could not be synced: {}", failed.toString());
        }
    }

    private void idle() {
        Segment current = segment;
        if (!space.hasSpare()) {
            space.prepare(segmentNumber + 1, clock.nanos());
        }
        scarce = space.scarce(current == null ? 0 : current.room());
        boolean synced = current == null || current.synced();
        parked = true;
        if (waiting.isEmpty() && !closing) {
            LockSupport.parkNanos(this, synced ? IDLE_NANOS : INTERVAL_NANOS);
        }
        parked = false;
    }

    private void refuseWaiting() {
        synchronized (waiting) {
            refuse();
        }
    }

    private void refuse() {
        for (Batch batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            batch.lane().gather(batch);
            batch.lane().tell(unavailable(null));
        }
    }

    /** Records what waits, syncs, ends. What comes later is refused. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
            space.close();
            Segment last = segment;
            if (last != null) {
                last.close();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
