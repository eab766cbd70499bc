package io.claviger.store;

import io.claviger.Clock;
import io.claviger.audit.Checkpoint;
import io.claviger.audit.MerkleTree;
import io.claviger.custody.SystemKeys;
import io.claviger.store.node.NodeFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs how long the log is and what it holds: into the database first, then onto the node's own disk. The very first goes
 * the other way: a database with a checkpoint and a node without one look like a copy put elsewhere.
 */
final class Checkpointing {
    private static final long HOUR = Duration.ofHours(1).toSeconds() * 1_000_000;
    private static final int KEPT = 1_000;
    private static final int PRUNE_EVERY = 100;
    private static final String INSERT = """
            INSERT INTO checkpoint (size, at, hourly, edge, note) VALUES (?, ?, ?, ?, ?) ON CONFLICT (size) DO NOTHING
            """;
    private static final String PRUNE = """
            DELETE FROM checkpoint WHERE hourly = 0
            AND size <= (SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1 OFFSET ?)
            """;

    private final SqlStore store;
    private final LogTree tree;
    private final SystemKeys keys;
    private final NodeFolder folder;
    private final String origin;
    private final Clock clock;
    private long signed = -1;
    private long newestHour = -1;
    private int sincePrune;
    private volatile @Nullable Instant newestAt;

    Checkpointing(SqlStore store, LogTree tree, SystemKeys keys, NodeFolder folder, String origin, Clock clock) {
        this.store = store;
        this.tree = tree;
        this.keys = keys;
        this.folder = folder;
        this.origin = origin;
        this.clock = clock;
    }

    /** Signs the tree if it grew since the last time, or if this is the first. */
    void checkpoint() throws IOException {
        MerkleTree now = tree.copy();
        if (now.size() == signed) {
            return;
        }
        Instant at = clock.now();
        String note = new Checkpoint(origin, now.size(), now.root()).sign(keys.checkpointKey(), keys::signCheckpoint);
        if (signed < 0 && folder.note().isEmpty()) {
            folder.note(note);
        }
        store.log(session -> insert(session.sql(), now, note, Micros.of(at)));
        folder.note(note);
        signed = now.size();
        newestAt = at;
    }

    private int insert(Sql sql, MerkleTree now, String note, long at) {
        long hour = at - Math.floorMod(at, HOUR);
        if (newestHour < 0) {
            newestHour = sql.number("SELECT MAX(hourly) FROM checkpoint");
        }
        int written = sql.update(
                INSERT,
                now.size(),
                at,
                hour > newestHour ? hour : 0L,
                now.edge().toArray(),
                note);
        newestHour = Math.max(newestHour, hour);
        if (++sincePrune >= PRUNE_EVERY) {
            sincePrune = 0;
            sql.update(PRUNE, (long) KEPT);
        }
        return written;
    }

    Optional<Instant> newestAt() {
        return Optional.ofNullable(newestAt);
    }
}
