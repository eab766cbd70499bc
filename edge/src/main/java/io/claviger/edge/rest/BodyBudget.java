package io.claviger.edge.rest;

import io.claviger.KmsException.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How much memory all long bodies together may take, so that no number of clients can fill the heap with them. */
final class BodyBudget {
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final AtomicLong left;

    BodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** @throws Unavailable when so much is not left, and then nothing is taken */
    void take(long bytes) {
        if (left.addAndGet(-bytes) < 0) {
            left.addAndGet(bytes);
            throw new Unavailable("memory for so long a body", COME_BACK);
        }
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
