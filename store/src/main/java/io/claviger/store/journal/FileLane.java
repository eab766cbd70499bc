package io.claviger.store.journal;

import io.claviger.KmsException;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Ack;
import io.claviger.audit.Journal.Lane;
import io.claviger.audit.Journal.Sync;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The hand-over of one thread: what it appends in one turn becomes one {@link Batch}, handed over by one task at the end of
 * the turn.
 */
final class FileLane implements Lane {
    private static final int FLUSH_BYTES = 64 * 1024;
    private static final int KEPT = 4;

    private final FileJournal journal;
    private final Executor home;
    private final Runnable flush = this::flush;
    private final Deque<Batch> free = new ArrayDeque<>();
    private @Nullable Batch filling;
    private boolean flushScheduled;

    /** Batches of the group that the journal's thread is about to acknowledge; its own. */
    private List<Batch> group = new ArrayList<>();

    FileLane(FileJournal journal, Executor home) {
        this.journal = journal;
        this.home = home;
    }

    @Override
    public void append(AuditEvent event, Sync sync, Ack ack) {
        if (!journal.admits(event)) {
            home.execute(() -> ack.failed(FileJournal.unavailable(null)));
            return;
        }
        Batch batch = filling;
        if (batch == null) {
            batch = free.isEmpty() ? new Batch(this) : free.pop();
            filling = batch;
        }
        batch.add(event, sync, ack);
        if (batch.size() >= FLUSH_BYTES) {
            handOver(batch);
        } else if (!flushScheduled) {
            flushScheduled = true;
            home.execute(flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        Batch batch = filling;
        if (batch != null) {
            handOver(batch);
        }
    }

    private void handOver(Batch batch) {
        filling = null;
        journal.submit(batch);
    }

    /** On the journal's thread: notes a batch of its group; true for the first of this lane. */
    boolean gather(Batch batch) {
        group.add(batch);
        return group.size() == 1;
    }

    /** On the journal's thread: one hop that tells all events of the group, in order. */
    void tell(@Nullable KmsException failure) {
        List<Batch> told = group;
        group = new ArrayList<>();
        try {
            home.execute(() -> told.forEach(batch -> tell(batch, failure)));
        } catch (RejectedExecutionException gone) {
            FileJournal.LOG.debug("Nobody is left to be told of {} events", told.size(), gone);
        }
    }

    private void tell(Batch batch, @Nullable KmsException failure) {
        for (Ack ack : batch.acks()) {
            try {
                if (failure == null) {
                    ack.recorded();
                } else {
                    ack.failed(failure);
                }
            } catch (RuntimeException bug) {
                FileJournal.LOG.error("An answer could not be sent", bug);
            }
        }
        batch.clear();
        if (free.size() < KEPT) {
            free.push(batch);
        }
    }
}
