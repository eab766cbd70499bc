package io.claviger.audit;

import io.claviger.crypto.Bytes;
import io.claviger.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only log's tree (RFC 9162, section 2.1). It keeps only the right edge: one hash for each full subtree, so that
 * appending the billionth leaf costs as much as the tenth.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};
    private static final int HASH = 32;

    private final List<byte[]> edge = new ArrayList<>();
    private long size;

    public MerkleTree() {}

    private MerkleTree(long size, List<byte[]> edge) {
        this.size = size;
        this.edge.addAll(edge);
    }

    /**
     * A tree from its size and edge, as {@link #edge} gave it.
     *
     * @throws IllegalArgumentException when the edge does not fit the size
     */
    public static MerkleTree of(long size, Bytes edge) {
        if (size < 0 || edge.size() != Long.bitCount(size) * HASH) {
            throw new IllegalArgumentException("an edge of %d bytes for %d leaves".formatted(edge.size(), size));
        }
        byte[] all = edge.toArray();
        var hashes = new ArrayList<byte[]>();
        for (int at = 0; at < all.length; at += HASH) {
            hashes.add(java.util.Arrays.copyOfRange(all, at, at + HASH));
        }
        return new MerkleTree(size, hashes);
    }

    public MerkleTree copy() {
        return new MerkleTree(size, edge);
    }

    public long size() {
        return size;
    }

    /** Hashes of the full subtrees, largest first. */
    public Bytes edge() {
        var out = new ByteArrayOutputStream();
        edge.forEach(out::writeBytes);
        return Bytes.taking(out.toByteArray());
    }

    public void append(byte[] leaf) {
        appendHash(leafHash(leaf));
    }

    /** Appends a leaf by its hash, as {@link #leafHash} gives it. */
    public void appendHash(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long full = size; (full & 1) == 1; full >>>= 1) {
            hash = Sha256.digest(NODE, edge.removeLast(), hash);
        }
        edge.add(hash);
        size++;
    }

    /** The hash that stands for every leaf so far, in order. */
    public Bytes root() {
        if (edge.isEmpty()) {
            return Bytes.taking(Sha256.digest());
        }
        byte[] root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = Sha256.digest(NODE, edge.get(i), root);
        }
        return Bytes.copyOf(root);
    }

    public static byte[] leafHash(byte[] leaf) {
        return Sha256.digest(LEAF, leaf);
    }
}
