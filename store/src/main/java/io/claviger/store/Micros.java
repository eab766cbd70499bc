package io.claviger.store;

import java.time.Instant;

/** Time as the database holds it: microseconds since 1970, UTC. */
final class Micros {
    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    static long of(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), PER_SECOND), at.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000L);
    }
}
