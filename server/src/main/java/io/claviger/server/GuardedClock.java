package io.claviger.server;

import io.claviger.Clock;
import io.claviger.KmsException.Held;
import io.claviger.store.node.Hold;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells no time that is far below one it has told, or that is on record (design.md §4.4): states of keys follow from the
 * time, and a clock that went back would bring dead keys to life. It tells time again as soon as the clock has caught up.
 */
final class GuardedClock implements Clock {
    /** How far back a clock may be set, by time servers that correct it. */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** The highest time is kept no finer than this, so that most calls only read it. */
    static final Duration GRAIN = Duration.ofMillis(100);

    private final Clock clock;
    private volatile Instant highest = Instant.EPOCH;

    GuardedClock(Clock clock) {
        this.clock = clock;
    }

    /** From now on {@code recorded} is a time that has been. */
    void notBelow(Instant recorded) {
        if (recorded.isAfter(highest)) {
            highest = recorded;
        }
    }

    /** Forgets what has been: somebody has accepted that the clock went back. */
    void restart() {
        highest = clock.now();
    }

    /** @throws Held when the clock is too far back */
    @Override
    public Instant now() {
        Instant now = clock.now();
        Instant known = highest;
        if (now.isAfter(known.plus(GRAIN))) {
            highest = now;
        } else if (now.isBefore(known.minus(TOLERANCE))) {
            throw held(Hold.CLOCK_BEHIND);
        }
        return now;
    }

    /** Why it would tell no time now; null when it would. */
    @Nullable
    Held behind() {
        return clock.now().isBefore(highest.minus(TOLERANCE)) ? held(Hold.CLOCK_BEHIND) : null;
    }

    @Override
    public long nanos() {
        return clock.nanos();
    }

    static Held held(Hold hold) {
        return new Held(hold.reason(), hold.sentence());
    }
}
