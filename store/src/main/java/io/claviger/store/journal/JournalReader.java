package io.claviger.store.journal;

import io.claviger.KmsException.Broken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads frames of this node back by number, while others are written. */
public final class JournalReader {
    /** Takes the frames in order. */
    public interface Visitor {
        void frame(long number, byte[] leaf);
    }

    private final FrameIndex index;

    JournalReader(FrameIndex index) {
        this.index = index;
    }

    /**
     * Gives the frames {@code first} to {@code last}.
     *
     * @throws Broken when one of them is missing or is not what was written
     */
    public void read(long first, long last, Visitor visitor) {
        FrameIndex.Place place = index.before(first).orElseThrow(JournalReader::broken);
        long next = first;
        while (next <= last) {
            long reached = read(place, next, last, visitor);
            if (reached > last) {
                return;
            }
            place = index.beginning(reached).orElseThrow(JournalReader::broken);
            if (reached < next) {
                throw broken();
            }
            next = reached;
        }
    }

    /** Reads what one segment has of it; returns the number of the frame that it has no more. */
    private long read(FrameIndex.Place place, long first, long last, Visitor visitor) {
        try (var scan = new SegmentScan(place.segment())) {
            scan.seek(place.offset(), place.number());
            while (scan.nextNumber() <= last) {
                index.mark(scan.nextNumber(), place.segment(), scan.nextAt());
                if (!scan.next()) {
                    break;
                }
                if (scan.number() >= first) {
                    visitor.frame(scan.number(), scan.leaf());
                }
            }
            return scan.nextNumber();
        } catch (IOException | UncheckedIOException unreadable) {
            throw broken();
        }
    }

    private static Broken broken() {
        return new Broken("the journal");
    }
}
