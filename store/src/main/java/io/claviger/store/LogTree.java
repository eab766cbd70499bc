package io.claviger.store;

import io.claviger.audit.Checkpoint;
import io.claviger.audit.MerkleTree;
import io.claviger.crypto.Bytes;
import io.claviger.store.verify.CheckpointKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The tree over all leaves that are committed, in memory: its right edge alone. The writer extends it after each commit. */
public final class LogTree implements Consumer<List<Bytes>> {
    private static final int CHUNK = 1_000;
    private static final String LEAVES = "SELECT seq, leaf FROM event WHERE seq >= ? ORDER BY seq LIMIT " + CHUNK;
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

        /** True if the server may serve. */
        public boolean sound() {
            return this == FIRST || this == EXTENDS;
        }
    }

    private record Stored(long size, Bytes edge, String note) {}

    private record Leaf(long seq, Bytes bytes) {}

    private final MerkleTree tree;
    private final Standing standing;

    private LogTree(MerkleTree tree, Standing standing) {
        this.tree = tree;
        this.standing = standing;
    }

    /**
     * Rebuilds the tree from the newest checkpoint in the database that this node's own one extends.
     *
     * @param own note of the newest checkpoint on the node's own disk
     */
    static LogTree load(Sql sql, CheckpointKey key, String origin, Optional<String> own) {
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
            leaves = sql.list(LEAVES, row -> new Leaf(row.getLong(1), Bytes.taking(row.getBytes(2))), tree.size());
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
        return sql.first(
                CHECKPOINT, row -> new Stored(row.getLong(1), Bytes.taking(row.getBytes(2)), row.getString(3)), most);
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
