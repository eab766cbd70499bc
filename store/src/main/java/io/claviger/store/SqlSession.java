package io.claviger.store;

import io.claviger.crypto.Bytes;
import io.claviger.custody.RowSeal;
import io.claviger.operation.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the writer's thread works with: its connection, the sealed sets, the number of the next leaf, and what is to be told
 * once the group is committed.
 */
final class SqlSession implements GroupWriter.Session {
    /** What a savepoint stands for beside the rows. */
    private record Mark(
            long nextLeaf, int effects, int leaves, int pairs, int sets, Map<Table, SealedSets.Head> heads) {}

    private static final String INSERT_LEAF = """
            INSERT INTO event (seq, kind, domain, at, actor, op, target, outcome, source, request, leaf, mac)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Sql sql;
    private final RowSeal seal;
    private final SealedRows rows;
    private final SealedSets sets;
    private final SupersededLeaves superseded;
    private final NewestLeaves newest;
    private final Consumer<List<Effect>> coherence;
    private final Consumer<List<Bytes>> log;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Bytes> leaves = new ArrayList<>();
    private final List<SupersededLeaves.Pair> pairs = new ArrayList<>();
    private long nextLeaf;
    private Mark begun;

    /**
     * @param coherence told of committed effects, in order
     * @param log told of committed leaves, in order
     */
    SqlSession(
            Sql sql,
            RowSeal seal,
            SealedSets sets,
            SupersededLeaves superseded,
            Consumer<List<Effect>> coherence,
            Consumer<List<Bytes>> log) {
        this.sql = sql;
        this.seal = seal;
        this.rows = new SealedRows(sql, seal);
        this.sets = sets;
        this.superseded = superseded;
        this.newest = new NewestLeaves(sql, seal, superseded, Long.MAX_VALUE);
        this.coherence = coherence;
        this.log = log;
        this.nextLeaf = sql.number("SELECT MAX(seq) + 1 FROM event");
        this.begun = here();
    }

    Sql sql() {
        return sql;
    }

    SealedRows rows() {
        return rows;
    }

    SealedSets sets() {
        return sets;
    }

    NewestLeaves newest() {
        return newest;
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /**
     * Appends to the log in this transaction; returns the leaf's index in the tree.
     *
     * @throws io.claviger.KmsException.Broken when the leaf before it about the same object is hidden
     */
    long append(LogRow row) {
        long seq = nextLeaf;
        var step = new TailOfLog.Step(seq, row.domain(), row.target(), TailOfLog.first(row.revision(), row.op()));
        Long older = new TailOfLog(sql, newest).before(step);
        if (older != null) {
            pairs.add(new SupersededLeaves.Pair(older, seq));
        }
        nextLeaf++;
        byte[] leaf = row.leaf().toArray();
        sql.update(
                INSERT_LEAF,
                seq,
                row.kind(),
                row.domain(),
                Micros.of(row.at()),
                row.actor(),
                row.op(),
                row.target(),
                row.outcome(),
                row.source(),
                row.request(),
                leaf,
                seal.seal(row.domain(), NewestLeaves.encode(row.domain(), seq, leaf)));
        leaves.add(row.leaf());
        return seq;
    }

    @Override
    public void begin() {
        begun = here();
    }

    @Override
    public Object mark() {
        return here();
    }

    @Override
    public void rollback(Object mark) {
        var to = (Mark) mark;
        nextLeaf = to.nextLeaf();
        cut(effects, to.effects());
        cut(leaves, to.leaves());
        cut(pairs, to.pairs());
        sets.rollback(to.sets(), to.heads());
    }

    @Override
    public void committed() {
        sets.committed();
        superseded.committed(pairs, nextLeaf);
        log.accept(List.copyOf(leaves));
        coherence.accept(List.copyOf(effects));
        leaves.clear();
        pairs.clear();
        effects.clear();
    }

    @Override
    public boolean current() {
        return sql.number("SELECT MAX(seq) + 1 FROM event") == nextLeaf;
    }

    @Override
    public void abandoned() {
        rollback(begun);
    }

    private Mark here() {
        return new Mark(nextLeaf, effects.size(), leaves.size(), pairs.size(), sets.mark(), sets.heads());
    }

    private static void cut(List<?> list, int size) {
        list.subList(size, list.size()).clear();
    }
}
