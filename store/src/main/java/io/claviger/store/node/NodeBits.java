package io.claviger.store.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bit for each leaf of the log, in a file of the node's own folder, read where it is asked for: memory does not grow with
 * the log. What is to be set is written to a second file first, whole or not at all, so that after a power cut the bits are
 * those of a known number of leaves, no more and no less.
 */
public final class NodeBits implements AutoCloseable {
    static final String BITS = "superseded";
    static final String STEP = "superseded.step";

    private final NodeFolder folder;
    private final FileChannel file;
    private volatile long leaves;

    private NodeBits(NodeFolder folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /** Opens the file, or begins one; finishes what a power cut interrupted. */
    static NodeBits open(NodeFolder folder) throws IOException {
        var opened = new NodeBits(
                folder,
                FileChannel.open(
                        folder.file(BITS),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
        ByteBuffer step = ByteBuffer.wrap(folder.bytes(STEP).orElse(new byte[Long.BYTES]));
        long leaves = step.getLong();
        while (step.hasRemaining()) {
            opened.set(step.getLong());
        }
        opened.file.force(false);
        opened.leaves = leaves;
        return opened;
    }

    /** How many leaves of the log the bits are about. */
    public long leaves() {
        return leaves;
    }

    public boolean holds(long seq) {
        return (octet(seq >>> 3) & 1 << (int) (seq & 7)) != 0;
    }

    /** Sets the bits of {@code seqs}; from now on they are about the first {@code all} leaves. */
    public void mark(Collection<Long> seqs, long all) throws IOException {
        ByteBuffer step = ByteBuffer.allocate(Long.BYTES * (seqs.size() + 1)).putLong(all);
        seqs.forEach(step::putLong);
        folder.bytes(STEP, step.array());
        Map<Long, Integer> octets = new TreeMap<>();
        for (long seq : seqs) {
            octets.merge(seq >>> 3, 1 << (int) (seq & 7), (one, other) -> one | other);
        }
        for (var octet : octets.entrySet()) {
            write(octet.getKey(), octet(octet.getKey()) | octet.getValue());
        }
        file.force(false);
        leaves = all;
    }

    private void set(long seq) throws IOException {
        write(seq >>> 3, octet(seq >>> 3) | 1 << (int) (seq & 7));
    }

    private void write(long at, int octet) throws IOException {
        file.write(ByteBuffer.wrap(new byte[] {(byte) octet}), at);
    }

    private int octet(long at) {
        ByteBuffer one = ByteBuffer.allocate(1);
        try {
            return file.read(one, at) < 1 ? 0 : one.get(0) & 0xFF;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
