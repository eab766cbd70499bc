package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.custody.SystemKeys;
import io.claviger.operation.RefusalTally;
import io.claviger.store.journal.FileJournal;
import io.claviger.store.journal.JournalSettings;
import io.claviger.store.node.NodeFolder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The log of a deployment as this node keeps it. Opened between the deployment and the store; closed after its keeper and
 * before the store.
 */
public final class AuditLog implements AutoCloseable {
    private final FileJournal journal;
    private final LogTree tree;
    private final NodeFolder folder;
    private final String origin;
    private final UUID node;

    private AuditLog(FileJournal journal, LogTree tree, NodeFolder folder, String origin, UUID node) {
        this.journal = journal;
        this.tree = tree;
        this.folder = folder;
        this.origin = origin;
        this.node = node;
    }

    /**
     * Opens the journal beside a tree that was found sound, or that an operator has accepted.
     *
     * @param home with the folders {@code journal} and {@code node}; made where they are not there
     * @throws io.claviger.KmsException.Broken when the journal is not this node's
     */
    public static AuditLog open(
            Database database,
            Deployment deployment,
            LogTree tree,
            Path home,
            UUID node,
            JournalSettings settings,
            Clock clock) {
        try (var sql = Sql.open(database::openReader)) {
            long sealed = Sealing.newest(sql, node);
            sql.connection().rollback();
            FileJournal journal = FileJournal.open(home.resolve("journal"), node, sealed, settings, clock);
            return new AuditLog(journal, tree, new NodeFolder(home), LogTree.origin(deployment), node);
        } catch (SQLException e) {
            throw Sql.failed(e);
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

    /** For the store: searches rows and frames. */
    public AuditQueries queries() {
        return new LogQueries(journal, node);
    }

    /** Seals and signs once a second; to be started and closed by the caller. */
    public LogKeeper keeper(SqlStore store, SystemKeys keys, RefusalTally refusals, Clock clock, Ids ids) {
        var parts = new LogKeeper.Parts(store, journal, tree, refusals, keys, node, clock, ids);
        return new LogKeeper(parts, folder, origin);
    }

    @Override
    public void close() {
        journal.close();
    }
}
