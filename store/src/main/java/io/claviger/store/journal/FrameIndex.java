package io.claviger.store.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where frames stand: each segment's first, and now and then one between, so that nobody reads a whole segment for one. */
final class FrameIndex {
    private static final int APART = 512;
    private static final int MOST_MARKS = 100_000;

    /** Where the frame {@code number} begins, in bytes from the start of the file. */
    record Place(long number, Path segment, long offset) {}

    private final ConcurrentSkipListMap<Long, Place> segments = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Place> marks = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();

    void segment(long first, Path segment) {
        segments.put(first, new Place(first, segment, SegmentHeader.BYTES));
    }

    /** Notes a place, if none near it is known. */
    void mark(long number, Path segment, long offset) {
        Map.Entry<Long, Place> near = marks.floorEntry(number);
        if (near != null && number - near.getKey() < APART) {
            return;
        }
        marks.put(number, new Place(number, segment, offset));
        if (count.incrementAndGet() > MOST_MARKS) {
            count.decrementAndGet();
            marks.pollFirstEntry();
        }
    }

    /** The last known place that is not after the frame. */
    Optional<Place> before(long number) {
        Map.Entry<Long, Place> segment = segments.floorEntry(number);
        Map.Entry<Long, Place> mark = marks.floorEntry(number);
        if (segment == null) {
            return Optional.empty();
        }
        return Optional.of(mark != null && mark.getKey() > segment.getKey() ? mark.getValue() : segment.getValue());
    }

    /** The segment whose first frame it is. */
    Optional<Place> beginning(long number) {
        return Optional.ofNullable(segments.get(number));
    }
}
