package io.claviger.edge.rest;

import io.claviger.audit.Journal;
import io.vertx.core.Context;

/** One event loop's own things; only its thread touches them. */
final class EventLoop {
    private final Context context;
    private final Journal.Lane lane;

    EventLoop(Context context, Journal journal) {
        this.context = context;
        this.lane = journal.lane(this::run);
    }

    /** Runs {@code task} on this loop, later. */
    void run(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    Journal.Lane lane() {
        return lane;
    }
}
