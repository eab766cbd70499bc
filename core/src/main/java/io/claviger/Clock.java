package io.claviger;

import java.time.Instant;

/** Port: time. Leases, timeouts and caches use only the monotonic one; what is stored is wall time. */
public interface Clock {
    /** Wall time, UTC, cut to microseconds. */
    Instant now();

    /** Monotonic time in nanoseconds from an arbitrary origin. */
    long nanos();
}
