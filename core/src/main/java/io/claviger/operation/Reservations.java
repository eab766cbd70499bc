package io.claviger.operation;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many encryptions each GCM key version may still do before more must be reserved in its row. It outlives the copy of
 * the key in memory, so that a key that is often changed does not use up its 2^32 by being loaded.
 */
public final class Reservations {
    private final Map<UUID, AtomicLong> left = new ConcurrentHashMap<>();

    AtomicLong of(UUID version) {
        return left.computeIfAbsent(version, _ -> new AtomicLong());
    }
}
