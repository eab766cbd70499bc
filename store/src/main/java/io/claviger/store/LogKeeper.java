package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException.Unavailable;
import io.claviger.Problem;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Sync;
import io.claviger.custody.SystemKeys;
import io.claviger.operation.RefusalTally;
import io.claviger.store.journal.FileJournal;
import io.claviger.store.journal.JournalCut;
import io.claviger.store.node.NodeFolder;
import io.claviger.store.verify.CheckpointKey;
import io.claviger.store.verify.Defect;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second: puts the tally of nameless refusals on record, seals the journal's new frames, signs a checkpoint. What
 * fails is tried again a second later.
 */
public final class LogKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);

    /** What came since is read from the log at the next start: a second's work, at most. */
    private static final int FLUSH_EVERY = 10;

    /** What it keeps, and with what. */
    public record Parts(
            SqlStore store,
            FileJournal journal,
            LogTree tree,
            SupersededLeaves superseded,
            RefusalTally refusals,
            SystemKeys keys,
            UUID node,
            Clock clock,
            Ids ids) {}

    private final Parts parts;
    private final NodeFolder folder;
    private final Scrub scrub;
    private final Sealing sealing;
    private final Checkpointing checkpointing;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private final Queue<AuditEvent> own = new ArrayDeque<>();
    private boolean failing;
    private int sinceFlush;

    LogKeeper(Parts parts, NodeFolder folder, String origin, Scrub scrub) {
        this.parts = parts;
        this.scrub = scrub;
        this.folder = folder;
        this.sealing = new Sealing(parts.store(), parts.journal());
        this.checkpointing =
                new Checkpointing(parts.store(), parts.tree(), parts.keys(), folder, origin, parts.clock());
        this.thread = Thread.ofPlatform().name("log-keeper").daemon(true).unstarted(this::loop);
    }

    /**
     * Puts something that the machine's operator did on record, before it starts; it is there when {@link #start} returns.
     *
     * @param reason in his words and ours
     */
    public void note(String verb, String reason) {
        own.add(event(verb, AuditEvent.SUCCESS, reason, 1));
    }

    /** Puts a cut of the journal on record, seals and checkpoints what is there, then goes on doing so. */
    public void start() throws IOException {
        folder.key(CheckpointKey.of(parts.keys().checkpointKey()).pem());
        parts.journal().cut().map(this::cutEvent).ifPresent(own::add);
        keep();
        thread.start();
        scrub.start(this::damaged);
    }

    /** What the scrub found. */
    public Scrub scrub() {
        return scrub;
    }

    private synchronized void damaged(Defect found) {
        own.add(event("Scrub", Problem.BROKEN.slug(), found.place() + " " + found.problem(), 1));
    }

    /** When the newest checkpoint of this run was signed. */
    public Optional<Instant> newestCheckpointAt() {
        return checkpointing.newestAt();
    }

    private void loop() {
        try {
            while (!stop.await(1, TimeUnit.SECONDS)) {
                tick();
            }
        } catch (InterruptedException stopping) {
            LOG.debug("The log's keeper was told to end", stopping);
        }
    }

    private void tick() {
        try {
            keep();
            failing = false;
        } catch (IOException | RuntimeException failed) {
            if (!failing) {
                LOG.error("The log could not be sealed and signed; it is tried again every second", failed);
            }
            failing = true;
        }
    }

    private synchronized void keep() throws IOException {
        recordOwn();
        sealing.seal();
        checkpointing.checkpoint();
        if (++sinceFlush >= FLUSH_EVERY) {
            sinceFlush = 0;
            parts.superseded().flush();
        }
    }

    /** The log's own events wait for room, and never keep a seal from being written. */
    private void recordOwn() {
        try {
            if (own.isEmpty()) {
                parts.refusals().take().map(this::refusalsEvent).ifPresent(own::add);
            }
            for (AuditEvent event = own.peek(); event != null; event = own.peek()) {
                parts.journal().append(event, Sync.ALWAYS);
                own.remove();
            }
        } catch (Unavailable full) {
            LOG.debug("{} events of the log's own wait for room in the journal", own.size(), full);
        }
    }

    private AuditEvent refusalsEvent(RefusalTally.Tally tally) {
        return event("Refusals", "unauthenticated", tally.words(), tally.count());
    }

    private AuditEvent cutEvent(JournalCut cut) {
        return event("JournalCut", AuditEvent.SUCCESS, cut.words(), 1);
    }

    private AuditEvent event(String op, String outcome, String reason, long count) {
        return AuditEvent.ofServer(
                parts.ids().next(), parts.clock().now(), parts.node(), RootDomain.ID, op, null, outcome, reason, count);
    }

    /** Seals and checkpoints everything, then ends; the journal and the store are still open, but nobody appends any more. */
    @Override
    public void close() {
        scrub.close();
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        failing = false;
        tick();
    }
}
