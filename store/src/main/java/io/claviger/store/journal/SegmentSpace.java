package io.claviger.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The space segments are made of. A file is prepared before it is needed: full of zeros that really reached the disk, so
 * that writing frames never changes its size or its blocks. For the journal's thread alone, apart from the thread that
 * prepares.
 */
final class SegmentSpace {
    private static final int CHUNK = 1024 * 1024;
    private static final long RETRY_NANOS = 1_000_000_000;
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** The quota is used up, or the disk was full a moment ago. */
    static final class NoSpace extends IOException {
        NoSpace() {
            super("no space for another segment of the journal");
        }
    }

    private final Path folder;
    private final UUID node;
    private final long segmentBytes;
    private final long quota;
    private final AtomicLong allocated;
    private @Nullable Thread preparing;
    private volatile @Nullable Path spare;
    private volatile boolean diskFull;
    private volatile long retryAt;

    /** @param allocated bytes that the segments of this node take already */
    SegmentSpace(Path folder, UUID node, JournalSettings settings, long allocated) {
        this.folder = folder;
        this.node = node;
        this.segmentBytes = settings.segmentBytes();
        this.quota = settings.quotaBytes();
        this.allocated = new AtomicLong(allocated);
    }

    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, FOLDER);
        }
    }

    /**
     * A new segment with its header, durable.
     *
     * @param number of the segment
     * @param first number of its first frame
     * @param nanos monotonic time
     */
    Segment take(long number, long first, long nanos) throws IOException {
        Path prepared = prepared(number, nanos);
        spare = null;
        Path segment = SegmentFile.segment(folder, node, number);
        ByteBuffer header = new SegmentHeader(node, number, first, segmentBytes).encode();
        try (var channel = FileChannel.open(prepared, StandardOpenOption.WRITE)) {
            channel.write(header, 0);
            channel.force(false);
        }
        Files.move(prepared, segment, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
        return new Segment(segment, SegmentHeader.BYTES);
    }

    private Path prepared(long number, long nanos) throws IOException {
        Thread busy = preparing;
        if (busy != null) {
            join(busy);
            preparing = null;
        }
        Path ready = spare;
        if (ready != null) {
            return ready;
        }
        if (full() || (diskFull && nanos - retryAt < 0)) {
            throw new NoSpace();
        }
        return make(number, nanos);
    }

    /** Begins to prepare the next segment, unless that is done, under way, or hopeless for now. */
    void prepare(long number, long nanos) {
        Thread busy = preparing;
        boolean underWay = busy != null && busy.isAlive();
        if (underWay || spare != null || full() || (diskFull && nanos - retryAt < 0)) {
            return;
        }
        preparing = Thread.ofPlatform().name("journal-spare").daemon(true).start(() -> {
            try {
                make(number, nanos);
            } catch (IOException | RuntimeException failed) {
                FileJournal.LOG.warn("No space for the next segment of the journal: {}", failed.toString());
            }
        });
    }

    private Path make(long number, long nanos) throws IOException {
        Path made = SegmentFile.spare(folder, node, number);
        Path unfinished = made.resolveSibling(made.getFileName() + ".tmp");
        allocated.addAndGet(segmentBytes);
        try {
            Files.deleteIfExists(unfinished);
            try (var channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
                fill(channel);
                channel.force(true);
            }
            Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(folder);
        } catch (IOException failed) {
            allocated.addAndGet(-segmentBytes);
            retryAt = nanos + RETRY_NANOS;
            diskFull = true;
            Files.deleteIfExists(unfinished);
            throw failed;
        }
        diskFull = false;
        spare = made;
        return made;
    }

    private void fill(FileChannel channel) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, segmentBytes));
        for (long left = segmentBytes; left > 0; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), left));
            left -= channel.write(zeros);
        }
    }

    /** A rename or a new file is durable when its folder is. */
    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private boolean full() {
        return allocated.get() + segmentBytes > quota;
    }

    boolean hasSpare() {
        return spare != null;
    }

    /**
     * True when only the reserve is left.
     *
     * @param room bytes left in the segment that is written to
     */
    boolean scarce(long room) {
        Thread busy = preparing;
        boolean next = spare != null || (busy != null && busy.isAlive());
        long left = room + (next ? segmentBytes : 0);
        if (!diskFull) {
            left += Math.max(0, (quota - allocated.get()) / segmentBytes) * segmentBytes;
        }
        long whole = diskFull ? Math.min(quota, segmentBytes) : quota;
        return left < whole / JournalSettings.RESERVED_PART;
    }

    private static void join(Thread busy) {
        boolean interrupted = false;
        while (busy.isAlive()) {
            try {
                busy.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        Thread busy = preparing;
        if (busy != null) {
            join(busy);
        }
    }

    /** Removes what an earlier run prepared: it is made anew, so nobody need trust that it is all zeros. */
    static void removeSpares(Path folder, UUID node) throws IOException {
        for (SegmentFile file : SegmentFile.spares(folder)) {
            if (file.node().equals(node)) {
                Files.delete(file.path());
            }
        }
    }
}
