package io.claviger.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Walks the frames of one segment, from its first or from a known place on. */
public final class SegmentScan implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    /** Why there is no next frame. */
    public enum End {
        /** None yet: more may come. */
        NOT_YET,
        /** No more frames: zeros, or the end of the file. */
        CLEAN,
        /** What stands here is no frame: a length that cannot be, another type, a wrong CRC. */
        BAD
    }

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private final CRC32C crc = new CRC32C();
    private final Optional<SegmentHeader> header;
    private long bufferAt;
    private long nextAt = SegmentHeader.BYTES;
    private long nextNumber;
    private byte[] leaf = {};
    private End end = End.NOT_YET;

    public SegmentScan(Path segment) throws IOException {
        channel = FileChannel.open(segment, StandardOpenOption.READ);
        try {
            size = channel.size();
            header = fill(0, SegmentHeader.BYTES)
                    ? SegmentHeader.decode(Arrays.copyOf(buffer.array(), SegmentHeader.BYTES))
                    : Optional.empty();
            nextNumber = header.map(SegmentHeader::first).orElse(0L);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Empty when the file does not begin with one. */
    public Optional<SegmentHeader> header() {
        return header;
    }

    /** True of a file that is not in use yet. */
    public boolean headerIsZero() {
        for (int i = 0; i < Math.min(SegmentHeader.BYTES, buffer.limit()); i++) {
            if (buffer.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Goes on at a place where a frame is known to begin. */
    void seek(long offset, long number) {
        nextAt = offset;
        nextNumber = number;
        end = End.NOT_YET;
    }

    /** Steps to the next frame; false when there is none, and {@link #end} says why. */
    public boolean next() {
        try {
            return step();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean step() throws IOException {
        if (nextAt + FrameFormat.OVERHEAD > size || !fill(nextAt, FrameFormat.OVERHEAD)) {
            end = End.CLEAN;
            return false;
        }
        int at = (int) (nextAt - bufferAt);
        int length = buffer.getInt(at);
        if (length == 0) {
            end = End.CLEAN;
            return false;
        }
        int whole = FrameFormat.OVERHEAD + length;
        end = End.BAD;
        if (length < 0 || length > FrameFormat.MAX_LEAF || !fill(nextAt, whole)) {
            return false;
        }
        at = (int) (nextAt - bufferAt);
        crc.reset();
        crc.update(buffer.array(), at, FrameFormat.HEAD + length);
        if (buffer.get(at + 4) != FrameFormat.EVENT
                || buffer.getInt(at + FrameFormat.HEAD + length) != (int) crc.getValue()) {
            return false;
        }
        leaf = Arrays.copyOfRange(buffer.array(), at + FrameFormat.HEAD, at + FrameFormat.HEAD + length);
        nextAt += whole;
        nextNumber++;
        end = End.NOT_YET;
        return true;
    }

    /** Number of the frame that {@link #next} stepped to. */
    public long number() {
        return nextNumber - 1;
    }

    /** Number of the frame that would come next. */
    public long nextNumber() {
        return nextNumber;
    }

    /** Where the next frame begins, in bytes from the start of the file; where the last one ended. */
    public long nextAt() {
        return nextAt;
    }

    /** Leaf bytes of the frame that {@link #next} stepped to; the caller's own. */
    public byte[] leaf() {
        return leaf;
    }

    public End end() {
        return end;
    }

    /** Bytes of the file as it is. */
    public long size() {
        return size;
    }

    /** The last byte at or after {@link #nextAt} that is not zero, as an offset; -1 when all are zero. */
    public long lastNonZero() throws IOException {
        long last = -1;
        long at = nextAt;
        ByteBuffer chunk = ByteBuffer.allocate(BUFFER);
        while (at < size) {
            chunk.clear();
            int read = channel.read(chunk, at);
            if (read <= 0) {
                break;
            }
            for (int i = read - 1; i >= 0; i--) {
                if (chunk.get(i) != 0) {
                    last = at + i;
                    break;
                }
            }
            at += read;
        }
        return last;
    }

    /** Makes sure that {@code count} bytes from {@code offset} on are in the buffer; false at the end of the file. */
    private boolean fill(long offset, int count) throws IOException {
        if (offset >= bufferAt && offset + count <= bufferAt + buffer.limit()) {
            return true;
        }
        bufferAt = offset;
        buffer.clear();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, bufferAt + buffer.position());
        }
        buffer.flip();
        return buffer.limit() >= count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
