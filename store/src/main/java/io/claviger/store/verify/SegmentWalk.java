package io.claviger.store.verify;

import io.claviger.crypto.Bytes;
import io.claviger.store.journal.SegmentFile;
import io.claviger.store.journal.SegmentHeader;
import io.claviger.store.journal.SegmentScan;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The frames of a node over all its segments, each of which must be whole before the next one counts. */
final class SegmentWalk implements AutoCloseable {
    private final UUID node;
    private final Deque<SegmentFile> ahead;
    private @Nullable SegmentFile file;
    private @Nullable SegmentScan scan;
    private long next = 1;

    SegmentWalk(UUID node, List<SegmentFile> segments) {
        this.node = node;
        this.ahead = new ArrayDeque<>(
                segments.stream().filter(s -> s.node().equals(node)).toList());
    }

    /** The next frame, which is covered; null when no file holds it. Whatever stands in its way is a defect. */
    LogSource.@Nullable Frame next() throws IOException {
        while (true) {
            SegmentScan current = scan;
            SegmentFile now = file;
            if (current != null && now != null) {
                if (current.next()) {
                    next++;
                    return new LogSource.Frame(node, current.number(), Bytes.taking(current.leaf()));
                }
                if (current.end() == SegmentScan.End.BAD) {
                    throw Defect.frame(next, "is no frame with a right CRC in " + name(now))
                            .found();
                }
                if (ahead.isEmpty()) {
                    return null;
                }
                if (current.lastNonZero() >= 0) {
                    throw new Defect(next, path(now), "has bytes after its last frame").found();
                }
            }
            if (ahead.isEmpty()) {
                return null;
            }
            requireFollows(open(ahead.remove()));
        }
    }

    private void requireFollows(SegmentScan opened) {
        SegmentFile now = file;
        if (now == null) {
            return;
        }
        Optional<SegmentHeader> header = opened.header();
        boolean follows = header.isPresent()
                && header.get().node().equals(node)
                && header.get().number() == now.number()
                && header.get().size() == opened.size();
        if (!follows) {
            throw new Defect(next, path(now), "does not begin with its header, or is not whole").found();
        }
        if (header.get().first() != next) {
            throw Defect.frame(
                            next,
                            "is missing: %s begins with %d"
                                    .formatted(name(now), header.get().first()))
                    .found();
        }
    }

    private SegmentScan open(SegmentFile segment) throws IOException {
        close();
        var opened = new SegmentScan(segment.path());
        file = segment;
        scan = opened;
        return opened;
    }

    /** How many whole frames come after, in what no checkpoint covers. */
    long rest() throws IOException {
        long count = 0;
        while (true) {
            SegmentScan current = scan;
            while (current != null && current.next()) {
                count++;
            }
            if (ahead.isEmpty()) {
                return count;
            }
            SegmentScan opened = open(ahead.remove());
            if (opened.header().isEmpty()) {
                close();
            }
        }
    }

    private static String name(SegmentFile segment) {
        return segment.path().getFileName().toString();
    }

    private static String path(SegmentFile segment) {
        return "journal/" + name(segment);
    }

    @Override
    public void close() throws IOException {
        SegmentScan current = scan;
        if (current != null) {
            current.close();
            scan = null;
        }
    }
}
