package io.claviger.store.journal;

import io.claviger.audit.AuditEvent;
import java.util.function.Predicate;

/**
 * How a journal behaves.
 *
 * @param segmentBytes size of a segment's file, at least 256 KiB
 * @param quotaBytes what all segments of the node may take, at least one segment
 * @param when audit.sync
 * @param reserved events that may use the last tenth of the space
 */
public record JournalSettings(long segmentBytes, long quotaBytes, When when, Predicate<AuditEvent> reserved) {
    public static final long SEGMENT_BYTES = 64L * 1024 * 1024;
    public static final long LEAST_SEGMENT_BYTES = 256L * 1024;
    static final int RESERVED_PART = 10;

    /** When an event is on the disk for certain: the setting {@code audit.sync}. */
    public enum When {
        /** Before it is acknowledged. */
        EACH,
        /** Within 50 ms; a power cut may lose what was acknowledged meanwhile. Those that must be are synced at once. */
        INTERVAL
    }

    public JournalSettings {
        if (segmentBytes < LEAST_SEGMENT_BYTES || segmentBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a segment takes 256 KiB to 2 GiB");
        }
        if (quotaBytes < segmentBytes) {
            throw new IllegalArgumentException("the journal's quota must hold at least one segment");
        }
    }

    /** Segments of 64 MiB; sign-ins may use the reserve. */
    public static JournalSettings of(long quotaBytes, When when) {
        return new JournalSettings(
                SEGMENT_BYTES, quotaBytes, when, event -> event.op().equals("SignIn"));
    }
}
