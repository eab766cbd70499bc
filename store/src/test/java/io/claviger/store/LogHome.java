package io.claviger.store;

import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Sync;
import io.claviger.custody.SystemKeys;
import io.claviger.operation.AuditFilter;
import io.claviger.operation.AuditRecord;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.claviger.operation.RefusalTally;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import io.claviger.store.journal.JournalSettings;
import io.claviger.store.journal.JournalSettings.When;
import io.claviger.store.node.NodeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A home with a real database, journal and checkpoints, and nobody at its doors. */
final class LogHome implements AutoCloseable {
    static final UUID NODE = new UUID(7, 7);
    static final UUID ACTOR = new UUID(1, 1);
    static final UUID TARGET = new UUID(2, 2);
    static final int SEGMENT = 256 * 1024;

    final Path home;
    final TestClock clock = new TestClock();
    final Ids ids = new Ids(clock, TestWorld.RANDOM);
    final RefusalTally refusals = new RefusalTally();
    final Database database;
    final Deployment deployment;
    final LogTree tree;
    final AuditLog log;
    final SqlStore store;
    final LogKeeper keeper;
    private boolean kept;

    LogHome(Path home) {
        this(home, sqlite(home));
    }

    LogHome(Path home, Database database) {
        this.home = home;
        this.database = database;
        database.migrate();
        deployment = Deployment.open(
                database, TestWorld.rootKey(), SqlGround::firstStart, TestWorld.SLAB, TestWorld.RANDOM, ids, clock);
        var settings = new JournalSettings(SEGMENT, 1L << 26, When.EACH, _ -> false);
        tree = tree(home);
        log = AuditLog.open(database, deployment, tree, home, NODE, settings, clock);
        store = new SqlStore(database, deployment, log.queries(), clock, ids, _ -> {}, tree);
        SystemKeys keys = deployment.openSystemKeys();
        keeper = log.keeper(store, keys, refusals, clock, ids);
    }

    private LogTree tree(Path home) {
        try {
            return LogTree.read(database, deployment, new NodeFolder(home));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Database sqlite(Path home) {
        try {
            Files.createDirectories(home.resolve("db"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Database.sqlite(home.resolve("db/claviger.db"));
    }

    /** Starts the keeper, as a server does that found everything sound. */
    LogHome keeping() throws IOException {
        keeper.start();
        kept = true;
        return this;
    }

    AuditEvent event(String op, @Nullable UUID target, String outcome, @Nullable String reason) {
        return new AuditEvent(
                ids.next(),
                clock.now(),
                NODE,
                RootDomain.ID,
                ACTOR,
                new UUID(1, 2),
                "127.0.0.1",
                op,
                target,
                null,
                null,
                null,
                null,
                null,
                outcome,
                reason,
                "owner",
                ids.next(),
                1);
    }

    AuditEvent use(String op) {
        AuditEvent event = event(op, TARGET, AuditEvent.SUCCESS, null);
        log.journal().append(event, Sync.AS_SET);
        return event;
    }

    AuditEvent change(String op) {
        AuditEvent event = event(op, TARGET, AuditEvent.SUCCESS, null);
        store.log(session -> session.append(LogRow.of(event)));
        return event;
    }

    Page<AuditRecord> list(AuditFilter filter, long skip, int limit) {
        return store.read(reader -> reader.audit(RootDomain.ID, filter, new Paging(skip, limit)));
    }

    static AuditFilter filter(
            @Nullable String op, @Nullable String source, @Nullable Instant after, boolean ascending) {
        return new AuditFilter(op, null, null, null, null, source, null, after, null, ascending);
    }

    /** What a kill leaves: nothing is sealed or signed any more. */
    void crash() {
        kept = false;
        close();
    }

    @Override
    public void close() {
        if (kept) {
            keeper.close();
        }
        log.close();
        store.close();
        deployment.custody().close();
        database.close();
    }
}
