package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.store.journal.FileJournal;
import io.claviger.store.journal.LeafReader;
import io.claviger.store.journal.SealIndexRow;
import io.claviger.store.journal.Unsealed;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the journal's frames part of the tree: a seal for those since the last one, and what they are about. */
final class Sealing {
    private static final String INSERT = """
            INSERT INTO seal_index (domain, seal, target, actor, op, outcome, n, items, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final SqlStore store;
    private final FileJournal journal;
    private @Nullable Unsealed pending;

    Sealing(SqlStore store, FileJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    /** Number of the newest frame of a node that a seal covers, 0 for none. */
    static long newest(NewestLeaves leaves, UUID node) {
        return leaves.find(RootDomain.ID, node, Long.MAX_VALUE)
                .map(leaf -> LeafReader.seal(leaf.bytes().toArray()).last())
                .orElse(0L);
    }

    /** What could not be written is tried again the next time, before anything newer. */
    void seal() {
        Unsealed frames = pending;
        if (frames == null) {
            Optional<Unsealed> taken = journal.takeUnsealed();
            if (taken.isEmpty()) {
                return;
            }
            frames = taken.get();
            pending = frames;
        }
        Unsealed written = frames;
        store.log(session -> write(session, written));
        pending = null;
    }

    private static boolean write(SqlSession session, Unsealed frames) {
        long newest = newest(session.newest(), frames.seal().node());
        if (newest >= frames.seal().last()) {
            return false;
        }
        if (newest != frames.seal().first() - 1) {
            throw new Broken("the journal");
        }
        long seq = session.append(LogRow.of(frames));
        for (SealIndexRow row : frames.index()) {
            SealIndexRow.SealIndexKey key = row.key();
            session.sql()
                    .update(
                            INSERT,
                            key.domain(),
                            seq,
                            key.target(),
                            key.actor(),
                            key.op(),
                            key.outcome(),
                            row.n(),
                            row.items(),
                            row.firstAt(),
                            row.lastAt());
        }
        return true;
    }
}
