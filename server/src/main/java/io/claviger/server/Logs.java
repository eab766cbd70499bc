package io.claviger.server;

import io.claviger.audit.Journal;
import io.claviger.custody.SystemKeys;
import io.claviger.operation.Effect;
import io.claviger.operation.RefusalTally;
import io.claviger.store.AuditLog;
import io.claviger.store.LogKeeper;
import io.claviger.store.LogTree;
import io.claviger.store.SqlStore;
import io.claviger.store.journal.JournalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Store and log, which feed each other: the store's commits grow the tree, the journal's seals are rows of the store. */
final class Logs implements AutoCloseable {
    private static final long MIB = 1L << 20;

    /** What may still be recorded when the journal is nearly full, so that somebody can sign in and look. */
    private static final Set<String> RESERVED = Set.of("SignIn", "ListAuditRecords", "GetSelf", "DescribeSystem");

    private final SqlStore store;
    private final AuditLog log;
    private final LogKeeper keeper;

    private Logs(SqlStore store, AuditLog log, LogKeeper keeper) {
        this.store = store;
        this.log = log;
        this.keeper = keeper;
    }

    /**
     * What the log is kept with.
     *
     * @param tree of the log, found sound
     * @param admission what is to be put on record of how it was found
     */
    record Parts(
            Options options,
            Foundation base,
            LogTree tree,
            Admission admission,
            SystemKeys system,
            RefusalTally refusals,
            Consumer<List<Effect>> coherence) {}

    static Logs open(Parts p) {
        Foundation base = p.base();
        AuditLog log = AuditLog.open(
                base.database(),
                base.deployment(),
                p.tree(),
                base.home().path(),
                base.node(),
                settings(p),
                base.wall());
        var store = new SqlStore(
                base.database(), base.deployment(), log.queries(), base.clock(), base.ids(), p.coherence(), log.tree());
        LogKeeper keeper = log.keeper(store, p.system(), p.refusals(), base.wall(), base.ids());
        p.admission().record(keeper);
        try {
            keeper.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        p.admission().settle();
        return new Logs(store, log, keeper);
    }

    private static JournalSettings settings(Parts p) {
        boolean each = !"interval".equals(p.base().deployment().settings().get(Setting.AUDIT_SYNC.label()));
        return new JournalSettings(
                p.options().number(Setting.AUDIT_SEGMENT) * MIB,
                quota(p.options()) * MIB,
                each ? JournalSettings.When.EACH : JournalSettings.When.INTERVAL,
                event -> RESERVED.contains(event.op()));
    }

    /** @throws Refused when not even one segment would fit */
    private static long quota(Options options) {
        long quota = options.number(Setting.AUDIT_QUOTA);
        if (quota < options.number(Setting.AUDIT_SEGMENT)) {
            throw new Refused("audit.quota must hold at least one segment of audit.segment");
        }
        return quota;
    }

    SqlStore store() {
        return store;
    }

    Journal journal() {
        return log.journal();
    }

    /** Seals and signs what is there, then closes; nobody may append any more. */
    @Override
    public void close() {
        keeper.close();
        log.close();
        store.close();
    }
}
