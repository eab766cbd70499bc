package io.claviger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaves that a search is about, in the order of the log or against it: rows of events, and seals with frames that may
 * match. Read in chunks, so that memory does not grow with the log.
 */
final class LogBlocks {
    private static final int CHUNK = 1_000;

    /**
     * @param seq index of the leaf
     * @param seal true if it is a seal
     * @param frames of the seal that match, by the index; 1 for an event
     * @param firstAt and {@code lastAt} between which they all are
     */
    record Block(long seq, boolean seal, long frames, long firstAt, long lastAt) {}

    private final Sql sql;
    private final boolean ascending;
    private final Chunks events;
    private final Chunks seals;

    LogBlocks(Sql sql, LogConditions conditions, boolean ascending) {
        this.sql = sql;
        this.ascending = ascending;
        LogConditions.Where rows = conditions.events();
        LogConditions.Where index = conditions.sealIndex();
        this.events = new Chunks(
                "SELECT seq FROM event WHERE " + rows.sql() + beyond("seq") + " ORDER BY seq" + direction(),
                rows,
                row -> new Block(row.getLong(1), false, 1, 0, 0));
        this.seals = new Chunks(
                "SELECT seal, SUM(n), MIN(first_at), MAX(last_at) FROM seal_index WHERE " + index.sql() + beyond("seal")
                        + " GROUP BY seal ORDER BY seal" + direction(),
                index,
                LogBlocks::seal);
    }

    private String beyond(String column) {
        return ascending ? " AND " + column + " > ?" : " AND " + column + " < ?";
    }

    private String direction() {
        return (ascending ? " ASC" : " DESC") + " LIMIT " + CHUNK;
    }

    private static Block seal(ResultSet row) throws SQLException {
        return new Block(row.getLong(1), true, row.getLong(2), row.getLong(3), row.getLong(4));
    }

    /** The next one; null at the end. */
    @Nullable
    Block next() {
        Block event = events.peek();
        Block seal = seals.peek();
        if (event == null || seal == null) {
            return event == null ? seals.poll() : events.poll();
        }
        boolean eventFirst = ascending == event.seq() < seal.seq();
        return eventFirst ? events.poll() : seals.poll();
    }

    private final class Chunks {
        private final String query;
        private final LogConditions.Where where;
        private final Sql.Mapper<Block> mapper;
        private final Deque<Block> chunk = new ArrayDeque<>();
        private long reached = ascending ? -1 : Long.MAX_VALUE;
        private boolean ended;

        Chunks(String query, LogConditions.Where where, Sql.Mapper<Block> mapper) {
            this.query = query;
            this.where = where;
            this.mapper = mapper;
        }

        @Nullable
        Block peek() {
            if (chunk.isEmpty() && !ended) {
                List<Block> more = sql.list(query, mapper, where.and(reached));
                chunk.addAll(more);
                ended = more.size() < CHUNK;
                reached = more.isEmpty() ? reached : more.getLast().seq();
            }
            return chunk.peek();
        }

        @Nullable
        Block poll() {
            peek();
            return chunk.poll();
        }
    }
}
