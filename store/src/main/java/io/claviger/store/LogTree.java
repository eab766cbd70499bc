package io.claviger.store;

import io.claviger.audit.Checkpoint;
import io.claviger.audit.MerkleTree;
import io.claviger.crypto.Bytes;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.store.node.Hold;
import io.claviger.store.node.NodeFolder;
import io.claviger.store.verify.CheckpointKey;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The tree over all leaves that are committed, in memory: its right edge alone. The writer extends it after each commit. */
public final class LogTree implements Consumer<List<Bytes>> {
    private static final int CHUNK = 1_000;
    private static final String LEAVES = "SELECT seq, leaf FROM event WHERE seq >= ? ORDER BY seq LIMIT " + CHUNK;
    private static final String ORIGIN = "claviger/";
    private static final int NEWEST = 1_000;
    private static final String LATEST =
            "SELECT MAX(at) FROM (SELECT at FROM event WHERE seq >= ? ORDER BY seq DESC LIMIT " + NEWEST
                    + ") AS newest";
    private static final String ALL_CHECKPOINTS = "SELECT size, edge, note FROM checkpoint ORDER BY size";
    private static final String REMOVE = "DELETE FROM checkpoint WHERE size = ?";
    private static final String CHECKPOINT =
            "SELECT size, edge, note FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1";

    /** How the database's log stands to the newest checkpoint that this node itself saw (design.md §4.9). */
    public enum Standing {
        /** Neither has one. */
        FIRST,
        /** It holds all that the node saw, and perhaps more. */
        EXTENDS,
        /** The log has checkpoints, but the node has none of its own: its disk is new, or this is a copy. */
        NONE_OF_OUR_OWN,
        /** Leaves are gone: an older database was put back. Only health may be served. */
        ROLLED_BACK,
        /** Leaves are not those that were signed, or the checkpoint is another log's. Only health may be served. */
        DIFFERENT;

        /** Why only health may be served; empty where all may. */
        public Optional<Hold> hold() {
            return switch (this) {
                case FIRST, EXTENDS -> Optional.empty();
                case NONE_OF_OUR_OWN -> Optional.of(Hold.COPIED);
                case ROLLED_BACK -> Optional.of(Hold.ROLLED_BACK);
                case DIFFERENT -> Optional.of(Hold.OTHER_LOG);
            };
        }
    }

    private record Stored(long size, Bytes edge, String note) {}

    private record Leaf(long seq, Bytes bytes) {}

    private final MerkleTree tree;
    private final Standing standing;
    private final boolean adopted;

    private LogTree(MerkleTree tree, Standing standing) {
        this(tree, standing, false);
    }

    private LogTree(MerkleTree tree, Standing standing, boolean adopted) {
        this.tree = tree;
        this.standing = standing;
        this.adopted = adopted;
    }

    /**
     * Rebuilds the tree from the newest checkpoint in the database that this node's own one extends. Writes nothing.
     *
     * @throws IOException when the node's own folder cannot be read
     */
    public static LogTree read(Database database, Deployment deployment, NodeFolder node) throws IOException {
        Optional<String> own = node.note();
        try (var sql = Sql.open(database::openReader)) {
            LogTree tree = load(sql, key(deployment), origin(deployment), own);
            sql.connection().rollback();
            boolean shorter = tree.standing.hold().isEmpty() && tree.size() < node.supersededLeaves();
            return shorter ? new LogTree(tree.tree, Standing.ROLLED_BACK) : tree;
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /**
     * Builds the tree from nothing but the leaves that are there, and removes what was signed about others: for an operator
     * who has accepted that they are gone. The next checkpoint signs what is left.
     */
    public static LogTree adopt(Database database, Deployment deployment) {
        CheckpointKey key = key(deployment);
        try (var sql = Sql.open(database::openWriter)) {
            var tree = new MerkleTree();
            var signed = new ArrayDeque<>(sql.list(ALL_CHECKPOINTS, LogTree::stored));
            List<Leaf> leaves;
            do {
                removeUnfit(sql, key, tree, signed);
                leaves = sql.list(LEAVES, LogTree::leaf, tree.size());
                for (Leaf leaf : leaves) {
                    tree.append(leaf.bytes().toArray());
                    removeUnfit(sql, key, tree, signed);
                }
            } while (!leaves.isEmpty());
            signed.forEach(gone -> sql.update(REMOVE, gone.size()));
            sql.connection().commit();
            return new LogTree(tree, Standing.EXTENDS, true);
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /** Takes the checkpoints that end where the tree does now; those that do not fit it go. */
    private static void removeUnfit(Sql sql, CheckpointKey key, MerkleTree tree, Queue<Stored> signed) {
        for (Stored next = signed.peek(); next != null && next.size() <= tree.size(); next = signed.peek()) {
            signed.remove();
            if (!signs(key, next, tree)) {
                sql.update(REMOVE, next.size());
            }
        }
    }

    private static boolean signs(CheckpointKey key, Stored row, MerkleTree tree) {
        return row.size() == tree.size()
                && key.open(row.note())
                        .filter(c -> c.size() == row.size() && c.root().equals(tree.root()))
                        .isPresent();
    }

    /** When the newest entries of the log were written, by the clock of then; from entry {@code from} on. */
    public static Optional<Instant> latest(Database database, long from) {
        try (var sql = Sql.open(database::openReader)) {
            long at = sql.number(LATEST, from);
            sql.connection().rollback();
            return at > 0 ? Optional.of(Micros.instant(at)) : Optional.empty();
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    static String origin(Deployment deployment) {
        return ORIGIN + deployment.custody().deployment();
    }

    static CheckpointKey key(Deployment deployment) {
        return CheckpointKey.of(deployment.systemKey(Purpose.CHECKPOINT).publicKey());
    }

    private static LogTree load(Sql sql, CheckpointKey key, String origin, Optional<String> own) {
        Optional<Stored> newest = stored(sql, Long.MAX_VALUE);
        Optional<Checkpoint> mine =
                own.flatMap(key::open).filter(c -> c.origin().equals(origin));
        if (own.isPresent() && mine.isEmpty()) {
            return new LogTree(new MerkleTree(), Standing.DIFFERENT);
        }
        var expected = new TreeMap<Long, Bytes>();
        mine.ifPresent(checkpoint -> expected.put(checkpoint.size(), checkpoint.root()));
        Optional<Checkpoint> signed = newest.flatMap(row -> key.open(row.note()));
        if (newest.isPresent() && signed.filter(c -> c.origin().equals(origin)).isEmpty()) {
            return new LogTree(new MerkleTree(), Standing.DIFFERENT);
        }
        boolean same = signed.stream()
                .allMatch(c -> expected.getOrDefault(c.size(), c.root()).equals(c.root()));
        signed.ifPresent(checkpoint -> expected.put(checkpoint.size(), checkpoint.root()));
        Standing sound =
                mine.isPresent() ? Standing.EXTENDS : newest.isPresent() ? Standing.NONE_OF_OUR_OWN : Standing.FIRST;
        MerkleTree tree = base(sql, key, expected.isEmpty() ? 0 : expected.firstKey());
        return same ? follow(sql, tree, expected, sound) : new LogTree(tree, Standing.DIFFERENT);
    }

    private static MerkleTree base(Sql sql, CheckpointKey key, long size) {
        return stored(sql, size)
                .flatMap(row -> key.open(row.note())
                        .filter(signed -> signed.size() == row.size())
                        .flatMap(signed -> tree(row).filter(t -> t.root().equals(signed.root()))))
                .orElseGet(MerkleTree::new);
    }

    private static Optional<MerkleTree> tree(Stored row) {
        try {
            return Optional.of(MerkleTree.of(row.size(), row.edge()));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static LogTree follow(Sql sql, MerkleTree tree, NavigableMap<Long, Bytes> expected, Standing sound) {
        List<Leaf> leaves;
        do {
            if (differs(tree, expected)) {
                return new LogTree(tree, Standing.DIFFERENT);
            }
            leaves = sql.list(LEAVES, LogTree::leaf, tree.size());
            for (Leaf leaf : leaves) {
                if (leaf.seq() != tree.size() || differs(tree, expected)) {
                    return new LogTree(tree, Standing.DIFFERENT);
                }
                tree.append(leaf.bytes().toArray());
            }
        } while (!leaves.isEmpty());
        boolean shorter = (!expected.isEmpty() && expected.lastKey() > tree.size())
                || sql.number("SELECT MAX(seq) + 1 FROM event") < tree.size();
        return new LogTree(tree, shorter ? Standing.ROLLED_BACK : sound);
    }

    private static boolean differs(MerkleTree tree, NavigableMap<Long, Bytes> expected) {
        Bytes root = expected.get(tree.size());
        return root != null && !root.equals(tree.root());
    }

    private static Optional<Stored> stored(Sql sql, long most) {
        return sql.first(CHECKPOINT, LogTree::stored, most);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(row.getLong(1), Bytes.taking(row.getBytes(2)), row.getString(3));
    }

    private static Leaf leaf(ResultSet row) throws SQLException {
        return new Leaf(row.getLong(1), Bytes.taking(row.getBytes(2)));
    }

    /** Entries that it holds. */
    public synchronized long size() {
        return tree.size();
    }

    /** True if it is what an operator has accepted: what the node knew of another log is void. */
    boolean adopted() {
        return adopted;
    }

    public Standing standing() {
        return standing;
    }

    @Override
    public synchronized void accept(List<Bytes> leaves) {
        for (Bytes leaf : leaves) {
            tree.append(leaf.toArray());
        }
    }

    /** As it is now. */
    synchronized MerkleTree copy() {
        return tree.copy();
    }
}
