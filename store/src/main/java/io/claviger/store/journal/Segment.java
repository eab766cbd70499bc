package io.claviger.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The segment that is written to; for the journal's thread alone. What a failed write left behind is overwritten or zeroed,
 * so that after the last frame there are only zeros.
 */
final class Segment implements AutoCloseable {
    private static final int ZEROS = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private long position;
    private long syncedTo;
    private long dirtyTo;
    private boolean suspect;

    /** @param position where the next frame goes, in bytes from the start of the file */
    Segment(Path path, long position) throws IOException {
        this(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), position);
    }

    Segment(Path path, FileChannel channel, long position) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.position = position;
        this.syncedTo = position;
        this.dirtyTo = position;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    long position() {
        return position;
    }

    /** In bytes. */
    long room() {
        return size - position;
    }

    boolean synced() {
        return syncedTo == position;
    }

    /**
     * Writes whole frames where the last ones end, and syncs them when {@code durable}.
     *
     * @throws IOException when that fails: the frames are then not part of the segment
     */
    void append(ByteBuffer frames, boolean durable) throws IOException {
        repair();
        long end = position + frames.remaining();
        boolean clean = dirtyTo <= end;
        dirtyTo = Math.max(dirtyTo, end);
        try {
            write(frames, position);
            if (!clean) {
                zero(end, dirtyTo);
            }
            if (durable) {
                channel.force(false);
                syncedTo = end;
            }
        } catch (IOException failed) {
            suspect = true;
            clean();
            throw failed;
        }
        dirtyTo = end;
        position = end;
    }

    void sync() throws IOException {
        repair();
        try {
            channel.force(false);
            syncedTo = position;
        } catch (IOException failed) {
            suspect = true;
            throw failed;
        }
    }

    /** After a failed sync the system may hold pages for clean that never reached the disk: they are written again. */
    private void repair() throws IOException {
        if (!suspect) {
            return;
        }
        ByteBuffer again = ByteBuffer.allocate(ZEROS);
        for (long at = syncedTo; at < position; ) {
            again.clear().limit((int) Math.min(ZEROS, position - at));
            int read = channel.read(again, at);
            if (read <= 0) {
                throw new IOException("the journal's segment is shorter than what was written");
            }
            write(again.flip(), at);
            at += read;
        }
        channel.force(false);
        syncedTo = position;
        suspect = false;
    }

    private void clean() {
        try {
            zero(position, dirtyTo);
            dirtyTo = position;
        } catch (IOException later) {
            FileJournal.LOG.debug("The journal's segment has a rest of a failed write until the next one", later);
        }
    }

    private void zero(long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(ZEROS, to - at));
            at += zeros.remaining();
            write(zeros, at - zeros.remaining());
        }
    }

    private void write(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Zeros everything from the next frame's place to the end of the file, durably. */
    void cutTail() throws IOException {
        zero(position, size);
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
