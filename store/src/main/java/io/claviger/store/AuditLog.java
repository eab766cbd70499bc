package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.custody.SystemKeys;
import io.claviger.operation.RefusalTally;
import io.claviger.store.journal.FileJournal;
import io.claviger.store.journal.JournalSettings;
import io.claviger.store.node.NodeFolder;
import io.claviger.store.verify.CheckpointKey;
import io.claviger.store.verify.Defect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The log of a deployment as this node keeps it. Opened between the deployment and the store; closed after its keeper and
 * before the store.
 */
public final class AuditLog implements AutoCloseable {
    /** What a log belongs to. */
    private record Place(Database database, Path home, UUID node, String origin, CheckpointKey key) {}

    private final Place place;
    private final FileJournal journal;
    private final LogTree tree;
    private final SupersededLeaves superseded;
    private final AtomicReference<@Nullable Defect> damage = new AtomicReference<>();

    private AuditLog(Place place, FileJournal journal, LogTree tree, SupersededLeaves superseded) {
        this.place = place;
        this.journal = journal;
        this.tree = tree;
        this.superseded = superseded;
    }

    /**
     * Opens the journal beside a tree that was found sound, or that an operator has accepted, and marks the leaves that have
     * newer ones.
     *
     * @param home with the folders {@code journal} and {@code node}; made where they are not there
     * @throws Broken when the journal is not this node's, or the end of the log not what was written
     */
    public static AuditLog open(
            Database database,
            Deployment deployment,
            LogTree tree,
            Path home,
            UUID node,
            JournalSettings settings,
            Clock clock) {
        var place = new Place(database, home, node, LogTree.origin(deployment), LogTree.key(deployment));
        SupersededLeaves superseded = deployment.superseded();
        try (var sql = Sql.open(database::openReader)) {
            var folder = new NodeFolder(home);
            if (tree.adopted()) {
                folder.forgetSuperseded();
            }
            var leaves = new NewestLeaves(sql, deployment.custody(), superseded, Long.MAX_VALUE);
            superseded.open(folder, sql, leaves);
            deployment.requireNewestHeads(leaves);
            long sealed = Sealing.newest(leaves, node);
            sql.connection().rollback();
            FileJournal journal = FileJournal.open(home.resolve("journal"), node, sealed, settings, clock);
            return new AuditLog(place, journal, tree, superseded);
        } catch (SQLException e) {
            throw Sql.failed(e);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where the corridor puts uses, reads and refusals. */
    public FileJournal journal() {
        return journal;
    }

    /** For the store: told of the leaves of each commit. */
    public LogTree tree() {
        return tree;
    }

    /** For the store: searches rows and frames; refuses while the scrub knows that some are missing or wrong. */
    public AuditQueries queries() {
        var queries = new LogQueries(journal, place.node());
        return (sql, leaves, domain, filter, paging) -> {
            if (damage.get() != null) {
                throw new Broken("the log");
            }
            return queries.list(sql, leaves, domain, filter, paging);
        };
    }

    /** Seals and signs once a second, and reads everything once an hour; to be started and closed by the caller. */
    public LogKeeper keeper(SqlStore store, SystemKeys keys, RefusalTally refusals, Clock clock, Ids ids) {
        var parts = new LogKeeper.Parts(store, journal, tree, superseded, refusals, keys, place.node(), clock, ids);
        var scrub = new Scrub(place.database(), store, place.home(), place.key(), clock, damage);
        return new LogKeeper(parts, new NodeFolder(place.home()), place.origin(), scrub);
    }

    @Override
    public void close() {
        superseded.close();
        journal.close();
    }
}
