package io.claviger.operation;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.crypto.Bytes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** The twin of a database: one at a time reads or writes, and who fails leaves nothing behind. */
public final class InMemoryStore implements Store {
    private final InMemoryTables tables;
    private final Clock clock;
    private final Ids ids;
    private final Consumer<List<Effect>> coherence;
    private final Consumer<List<Bytes>> log;
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * @param coherence told of the effects of each commit, in order
     * @param log told of the leaves of each commit, in order
     */
    InMemoryStore(
            InMemoryTables tables, Clock clock, Ids ids, Consumer<List<Effect>> coherence, Consumer<List<Bytes>> log) {
        this.tables = tables;
        this.clock = clock;
        this.ids = ids;
        this.coherence = coherence;
        this.log = log;
    }

    @Override
    public <R> R read(Function<Reader, R> work) {
        turn.lock();
        try {
            return work.apply(new InMemoryReader(tables, clock.now()));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <R> R write(Function<Transaction, R> work) {
        turn.lock();
        try {
            var tx = new InMemoryTransaction(tables, ids, clock.now());
            R result = work.apply(tx);
            tables.commit();
            coherence.accept(tx.effects());
            log.accept(tx.leaves());
            return result;
        } finally {
            tables.rollback();
            turn.unlock();
        }
    }
}
