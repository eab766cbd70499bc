package io.claviger.operation;

import io.claviger.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that moves when told, and by a microsecond whenever it is asked, unless it is held. */
public final class TestClock implements Clock {
    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private volatile Duration advanced = Duration.ZERO;
    private volatile boolean held;

    @Override
    public synchronized Instant now() {
        now = held ? now : now.plusNanos(1_000);
        return now;
    }

    @Override
    public long nanos() {
        return System.nanoTime() + advanced.toNanos();
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
        advanced = advanced.plus(by);
    }

    /** From now on it moves when told and not otherwise. */
    public void hold() {
        held = true;
    }
}
