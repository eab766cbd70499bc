package io.claviger.server;

import io.claviger.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's. */
final class SystemClock implements Clock {
    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
