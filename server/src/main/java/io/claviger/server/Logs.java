package io.claviger.server;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.audit.Journal;
import io.claviger.custody.SystemKeys;
import io.claviger.operation.Effect;
import io.claviger.operation.RefusalTally;
import io.claviger.store.AuditQueries;
import io.claviger.store.Database;
import io.claviger.store.Deployment;
import io.claviger.store.SqlStore;
import io.claviger.store.journal.FileJournal;
import io.claviger.store.journal.JournalSettings;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Store and log, which feed each other: the store's commits grow the tree, the journal's seals are rows of the store. */
final class Logs implements AutoCloseable {
    private final SqlStore store;
    private final FileJournal journal;

    private Logs(SqlStore store, FileJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    static Logs open(
            Options options,
            Home home,
            UUID node,
            Database database,
            Deployment deployment,
            SystemKeys system,
            RefusalTally refusals,
            Clock clock,
            Ids ids,
            Consumer<List<Effect>> coherence,
            long quota) {
        var store = new SqlStore(database, deployment, AuditQueries.NONE, clock, ids, coherence, _ -> {});
        var journal = FileJournal.open(
                home.journal(), node, 0, JournalSettings.of(quota, JournalSettings.When.EACH), clock);
        return new Logs(store, journal);
    }

    SqlStore store() {
        return store;
    }

    Journal journal() {
        return journal;
    }

    @Override
    public void close() {
        journal.close();
        store.close();
    }
}
