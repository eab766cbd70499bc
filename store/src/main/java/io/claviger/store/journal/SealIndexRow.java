package io.claviger.store.journal;

import java.util.UUID;

/**
 * What a seal's frames are about, in one line for all that are alike.
 *
 * @param n how many frames
 * @param items how many events they stand for: the sum of their counts
 * @param firstAt microseconds since 1970 of the earliest of them, {@code lastAt} of the latest
 */
public record SealIndexRow(SealIndexKey key, long n, long items, long firstAt, long lastAt) {
    /** In what they are alike; no target and no actor are {@link #NOBODY}. */
    public record SealIndexKey(UUID domain, UUID target, UUID actor, String op, String outcome) {
        public static final UUID NOBODY = new UUID(0, 0);
    }
}
