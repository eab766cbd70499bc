package io.claviger.edge.rest;

import io.claviger.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket for each source, for all event loops. A bucket is one number: when it will be full again (the generic cell
 * rate algorithm of ITU-T I.371); one that is full need not be kept.
 *
 * <p>Memory is bounded: of too many sources the one longest unseen is forgotten, which gives it a full bucket. Whoever has
 * so many sources that he forgets his own has as many full buckets anyway.
 */
final class Buckets {
    private static final int SOURCES = 1 << 16;

    private final Clock clock;
    private final long interval;
    private final long depth;
    private final Map<Source, Long> full;

    Buckets(FloodLimits.Rate rate, Clock clock) {
        this(rate, clock, SOURCES);
    }

    /** @param sources how many are remembered */
    Buckets(FloodLimits.Rate rate, Clock clock, int sources) {
        this.clock = clock;
        this.interval = TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
        this.depth = interval * rate.burst();
        this.full = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Source, Long> eldest) {
                return size() > sources;
            }
        };
    }

    /** Takes one if there is one. */
    synchronized boolean take(Source source) {
        long now = clock.nanos();
        boolean there = missing(source, now) + interval <= depth;
        if (there) {
            charge(source, now);
        }
        return there;
    }

    /** Whether there is one to take. */
    synchronized boolean has(Source source) {
        return missing(source, clock.nanos()) + interval <= depth;
    }

    /** Takes one whether there is one or not: what is missing then must come back before there is one again. */
    synchronized void charge(Source source) {
        charge(source, clock.nanos());
    }

    private void charge(Source source, long now) {
        full.put(source, now + missing(source, now) + interval);
    }

    /** In nanoseconds until the bucket is full. */
    private long missing(Source source, long now) {
        Long then = full.get(source);
        // By difference, since a monotonic time may run over.
        return then == null ? 0 : Math.max(0, then - now);
    }

    synchronized int remembered() {
        return full.size();
    }
}
