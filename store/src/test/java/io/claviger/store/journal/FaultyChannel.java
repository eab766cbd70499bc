package io.claviger.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A disk that fails when told: a write after its first half or before it, a sync as a whole. */
final class FaultyChannel extends FileChannel {
    private final FileChannel disk;
    int failingWrites;
    int lostWrites;
    int failingSyncs;

    FaultyChannel(FileChannel disk) {
        this.disk = disk;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        if (failingWrites > 0) {
            failingWrites--;
            disk.write(bytes.slice(bytes.position(), bytes.remaining() / 2), position);
            throw new IOException("No space left on device");
        }
        if (lostWrites > 0) {
            lostWrites--;
            throw new IOException("No space left on device");
        }
        return disk.write(bytes, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (failingSyncs > 0) {
            failingSyncs--;
            throw new IOException("Input/output error");
        }
        disk.force(metaData);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return disk.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
        return disk.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        disk.close();
    }

    @Override
    public int read(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
