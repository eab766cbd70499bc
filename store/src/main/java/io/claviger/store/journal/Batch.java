package io.claviger.store.journal;

import io.claviger.audit.AuditEvent;
import io.claviger.audit.AuditLeaf;
import io.claviger.audit.Journal.Ack;
import io.claviger.audit.Journal.Sync;
import io.claviger.audit.MerkleTree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Frames of one turn of a lane, with who is to be told. It goes from the lane to the journal's thread and back. */
final class Batch {
    private static final int FIRST_BYTES = 8 * 1024;

    private final FileLane lane;
    private final List<AuditEvent> events = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();
    private final List<Ack> acks = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private byte[] frames = new byte[FIRST_BYTES];
    private int size;
    private boolean always;

    Batch(FileLane lane) {
        this.lane = lane;
    }

    /** No event, but told when everything before it is on the disk. */
    static Batch barrier(FileLane lane, Ack ack) {
        var batch = new Batch(lane);
        batch.acks.add(ack);
        batch.always = true;
        return batch;
    }

    /** Frames and hashes an event, on the lane's thread. */
    void add(AuditEvent event, Sync sync, Ack ack) {
        byte[] leaf = AuditLeaf.encode(event);
        int whole = leaf.length + FrameFormat.OVERHEAD;
        if (leaf.length > FrameFormat.MAX_LEAF) {
            throw new IllegalArgumentException("an event of %d bytes".formatted(leaf.length));
        }
        if (frames.length - size < whole) {
            frames = Arrays.copyOf(frames, Math.max(frames.length * 2, size + whole));
        }
        frames[size] = (byte) (leaf.length >>> 24);
        frames[size + 1] = (byte) (leaf.length >>> 16);
        frames[size + 2] = (byte) (leaf.length >>> 8);
        frames[size + 3] = (byte) leaf.length;
        frames[size + 4] = FrameFormat.EVENT;
        System.arraycopy(leaf, 0, frames, size + FrameFormat.HEAD, leaf.length);
        crc.reset();
        crc.update(frames, size, FrameFormat.HEAD + leaf.length);
        ByteBuffer.wrap(frames).putInt(size + FrameFormat.HEAD + leaf.length, (int) crc.getValue());
        size += whole;
        events.add(event);
        hashes.add(MerkleTree.leafHash(leaf));
        acks.add(ack);
        always |= sync == Sync.ALWAYS;
    }

    FileLane lane() {
        return lane;
    }

    /** In bytes. */
    int size() {
        return size;
    }

    int count() {
        return events.size();
    }

    /** True if one of its events must be on the disk before it is acknowledged, whatever the setting. */
    boolean always() {
        return always;
    }

    void copyTo(ByteBuffer out) {
        out.put(frames, 0, size);
    }

    void addTo(SealDraft draft) {
        for (int i = 0; i < events.size(); i++) {
            draft.add(events.get(i), hashes.get(i));
        }
    }

    List<Ack> acks() {
        return acks;
    }

    /** Ready for another turn. */
    void clear() {
        events.clear();
        hashes.clear();
        acks.clear();
        size = 0;
        always = false;
    }
}
