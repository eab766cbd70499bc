package io.claviger.store.verify;

import io.claviger.crypto.Bytes;
import io.claviger.store.journal.SealIndexRow;
import io.claviger.store.journal.SealIndexRow.SealIndexKey;
import io.claviger.store.journal.SegmentFile;
import io.claviger.store.journal.SegmentHeader;
import io.claviger.store.journal.SegmentScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** Rows from one transaction of the database or, of one in use, from many; frames from {@code HOME/journal}, the note from {@code HOME/node}. */
final class HomeSource extends LogSource {
    private static final int FETCH = 1_000;
    private static final String LEAVES = """
            SELECT seq, leaf, kind, domain, at, actor, op, target, outcome, source, request FROM event
            WHERE seq >= ? ORDER BY seq LIMIT\s""" + FETCH;
    private static final String CHECKPOINTS =
            "SELECT size, edge, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT " + FETCH;
    private static final String INDEX = """
            SELECT domain, target, actor, op, outcome, n, items, first_at, last_at FROM seal_index
            WHERE domain = ? AND seal = ?
            """;
    private static final String NO_SEALS_INDEX = """
            SELECT MIN(seal) FROM seal_index WHERE seal < ?
            AND NOT EXISTS (SELECT 1 FROM event WHERE seq = seal AND kind = 'seal')
            """;

    private final Path journal;
    private final Connection connection;
    private final Optional<String> ownNote;
    private final List<byte[]> domains = new ArrayList<>();
    private final Map<UUID, SegmentWalk> walks = new HashMap<>();
    private final List<SegmentFile> segments;
    private final Deque<LogLeaf> leaves = new ArrayDeque<>();
    private final Deque<Signed> checkpoints = new ArrayDeque<>();
    private final PreparedStatement index;
    private final @Nullable Runnable between;
    private long reached = Long.MIN_VALUE;

    /** The note is read before the rows: so the rows hold all that it covers, or are not that log's. */
    private HomeSource(Path home, Connection connection, @Nullable Runnable between) throws IOException {
        this.journal = home.resolve("journal");
        this.connection = connection;
        this.between = between;
        Path note = home.resolve("node/checkpoint");
        this.ownNote = Files.exists(note) ? Optional.of(Files.readString(note)) : Optional.empty();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            index = connection.prepareStatement(INDEX);
            try (ResultSet rows = query("SELECT DISTINCT domain FROM seal_index")) {
                while (rows.next()) {
                    domains.add(rows.getBytes(1));
                }
            }
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
        this.segments = SegmentFile.segments(journal);
    }

    static HomeSource sqlite(Path home) throws IOException {
        Path file = home.resolve("db/claviger.db");
        if (!Files.exists(file)) {
            throw new IOException("no database at " + file);
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        try {
            return new HomeSource(home, DriverManager.getConnection(url(file), config.toProperties()), null);
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /** SQLite wants files of its own beside one in WAL mode, unless told that nobody writes. */
    private static String url(Path file) {
        boolean inUse = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        boolean frozen = !inUse && !Files.isWritable(file.toAbsolutePath().getParent());
        return frozen ? "jdbc:sqlite:file:%s?immutable=1".formatted(file.toUri().getRawPath()) : "jdbc:sqlite:" + file;
    }

    static HomeSource onPostgresql(Path home, String url, String user, @Nullable String password) throws IOException {
        try {
            return new HomeSource(home, DriverManager.getConnection(url, user, password), null);
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /** @param between run after each chunk of leaves; then the snapshot ends and the next one begins */
    static HomeSource inUse(Path home, Connection connection, Runnable between) throws IOException {
        return new HomeSource(home, connection, between);
    }

    private ResultSet query(String sql, long... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setLong(i + 1, arguments[i]);
        }
        statement.closeOnCompletion();
        return statement.executeQuery();
    }

    @Override
    Optional<String> ownNote() {
        return ownNote;
    }

    @Override
    boolean isHome() {
        return true;
    }

    @Override
    Optional<Signed> newest() throws IOException {
        try (ResultSet row = query("SELECT size, edge, note FROM checkpoint ORDER BY size DESC LIMIT 1")) {
            return row.next() ? Optional.of(signed(row)) : Optional.empty();
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
    }

    @Override
    Optional<Signed> checkpoint(long size) throws IOException {
        while (!checkpoints.isEmpty() && checkpoints.peek().size() < size) {
            checkpoints.remove();
        }
        if (checkpoints.isEmpty()) {
            try (ResultSet rows = query(CHECKPOINTS, size)) {
                while (rows.next()) {
                    checkpoints.add(signed(rows));
                }
            } catch (SQLException unreadable) {
                throw new IOException(unreadable);
            }
        }
        Signed next = checkpoints.peek();
        return next != null && next.size() == size ? Optional.of(next) : Optional.empty();
    }

    private static Signed signed(ResultSet row) throws SQLException {
        return new Signed(row.getLong(1), Bytes.copyOf(row.getBytes(2)), row.getString(3));
    }

    @Override
    @Nullable
    LogLeaf leaf() throws IOException {
        try {
            if (leaves.isEmpty()) {
                more();
            }
            LogLeaf leaf = leaves.poll();
            reached = leaf == null ? reached : leaf.seq();
            return leaf;
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private void more() throws SQLException {
        boolean first = reached == Long.MIN_VALUE;
        if (between != null && !first) {
            connection.rollback();
            between.run();
        }
        try (ResultSet rows = query(LEAVES, first ? reached : reached + 1)) {
            while (rows.next()) {
                leaves.add(leaf(rows));
            }
        }
    }

    private static LogLeaf leaf(ResultSet row) throws SQLException {
        var columns = new LogLeaf.Columns(
                row.getString(3),
                Bytes.copyOf(row.getBytes(4)),
                row.getLong(5),
                bytes(row.getBytes(6)),
                row.getString(7),
                bytes(row.getBytes(8)),
                row.getString(9),
                row.getString(10),
                bytes(row.getBytes(11)));
        return new LogLeaf(row.getLong(1), Bytes.copyOf(row.getBytes(2)), columns);
    }

    private static @Nullable Bytes bytes(byte @Nullable [] value) {
        return value == null ? null : Bytes.copyOf(value);
    }

    @Override
    @Nullable
    Frame frame(UUID node) throws IOException {
        return walk(node).next();
    }

    private SegmentWalk walk(UUID node) {
        return walks.computeIfAbsent(node, n -> new SegmentWalk(n, segments));
    }

    @Override
    Set<SealIndexRow> sealIndex(long seal) throws IOException {
        var lines = new HashSet<SealIndexRow>();
        try {
            for (byte[] domain : domains) {
                index.setBytes(1, domain);
                index.setLong(2, seal);
                try (ResultSet row = index.executeQuery()) {
                    while (row.next()) {
                        lines.add(line(row));
                    }
                }
            }
            return lines;
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private static SealIndexRow line(ResultSet row) throws SQLException {
        var key = new SealIndexKey(
                id(row.getBytes(1)), id(row.getBytes(2)), id(row.getBytes(3)), row.getString(4), row.getString(5));
        return new SealIndexRow(key, row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9));
    }

    /** One that is no id equals none. */
    private static UUID id(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return bytes.length == 16 ? new UUID(in.getLong(), in.getLong()) : new UUID(-1, -1);
    }

    @Override
    long rest() throws IOException {
        long rest = 0;
        for (LogLeaf leaf = leaf(); leaf != null; leaf = leaf()) {
            rest += leaf.columns() != null && leaf.columns().kind().equals("seal") ? 0 : 1;
        }
        for (SegmentFile segment : segments) {
            walk(segment.node());
        }
        for (SegmentWalk walk : walks.values()) {
            rest += walk.rest();
        }
        return rest;
    }

    @Override
    Optional<Defect> beside(long size) throws IOException {
        try (PreparedStatement orphans = connection.prepareStatement(NO_SEALS_INDEX)) {
            orphans.setLong(1, size);
            try (ResultSet row = orphans.executeQuery()) {
                if (row.next() && row.getObject(1) != null) {
                    return Optional.of(Defect.tree(row.getLong(1), "is no seal, but seal_index speaks of it"));
                }
            }
        } catch (SQLException unreadable) {
            throw new IOException(unreadable);
        }
        // a spare file of a journal in use may be becoming a segment just now
        return between == null ? spares() : Optional.empty();
    }

    /** A file prepared for frames to come holds zeros, but for the header that it may have just got. */
    private Optional<Defect> spares() throws IOException {
        for (SegmentFile spare : SegmentFile.spares(journal)) {
            try (var scan = new SegmentScan(spare.path())) {
                Optional<SegmentHeader> header = scan.header();
                if (scan.lastNonZero() >= 0 || (header.isEmpty() && !scan.headerIsZero())) {
                    return Optional.of(new Defect(0, "journal/" + spare.path().getFileName(), "is not all zeros"));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (SegmentWalk walk : walks.values()) {
            walk.close();
        }
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
