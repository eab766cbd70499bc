package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.crypto.Bytes;
import io.claviger.custody.RowSeal;
import io.claviger.identity.Directory;
import io.claviger.operation.Effect;
import io.claviger.operation.Reader;
import io.claviger.operation.Store;
import io.claviger.operation.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The store: many snapshots, one writer. */
public final class SqlStore implements Store, AutoCloseable {
    private final Database database;
    private final RowSeal seal;
    private final SealedSets sets;
    private final SupersededLeaves superseded;
    private final Directory directory;
    private final AuditQueries audit;
    private final Clock clock;
    private final Ids ids;
    private final Sql writerSql;
    private final GroupWriter writer;

    /**
     * @param coherence told of the effects of each commit, in order
     * @param log told of the leaves of each commit, in order
     */
    public SqlStore(
            Database database,
            Deployment deployment,
            AuditQueries audit,
            Clock clock,
            Ids ids,
            Consumer<List<Effect>> coherence,
            Consumer<List<Bytes>> log) {
        this.database = database;
        this.seal = deployment.custody();
        this.sets = deployment.sets();
        this.superseded = deployment.superseded();
        this.directory = deployment.directory();
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
        this.writerSql = Sql.open(database::openWriter);
        this.writer = new GroupWriter(writerSql, new SqlSession(writerSql, seal, sets, superseded, coherence, log));
        writer.start();
    }

    @Override
    public <R> R read(Function<Reader, R> work) {
        return inspect(work::apply);
    }

    /** For the scrub: a snapshot with what is below it. */
    <R> R inspect(Function<SqlReader, R> work) {
        long leaves = superseded.top();
        try (var sql = Sql.open(database::openReader)) {
            try {
                var rows = new SealedRows(sql, seal);
                var newest = new NewestLeaves(sql, seal, superseded, leaves);
                return work.apply(new SnapshotReader(sql, rows, sets, newest, audit, directory, clock.now()));
            } finally {
                sql.connection().rollback();
            }
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    @Override
    public <R> R write(Function<Transaction, R> work) {
        return writer.write(session -> work.apply(new SqlTransaction(session, audit, ids, clock.now())));
    }

    /** Whether the database holds a commit whose outcome was unknown: then the server must start anew. */
    public boolean stale() {
        return writer.stale();
    }

    /** For the log's own work: seals and checkpoints. */
    <R> R log(Function<SqlSession, R> work) {
        return writer.write(work);
    }

    @Override
    public void close() {
        writer.close();
        writerSql.close();
    }
}
