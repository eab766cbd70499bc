package io.claviger.edge.rest;

import io.claviger.Ids;
import io.claviger.KmsException.Held;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/** Stands where the REST API would: says why there is none, and that the process lives. Nothing lies behind it. */
public final class HealthDoor {
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Listeners listeners;

    /** @param gate that the servers of {@code vertx} stand behind */
    public HealthDoor(Gate gate, Vertx vertx, Ids ids, Held held) {
        this.listeners = new Listeners(
                vertx,
                gate.limits(),
                1,
                request -> Wire.refuseAndClose(request, ids.next(), Listener.malformed(request)),
                _ -> request -> Health.withhold(request, ids.next(), held));
    }

    /** As {@link RestDoor#listen}. */
    public Future<Integer> listen(HttpServerOptions options) {
        return listeners.listen(options);
    }

    public Future<Void> close() {
        return listeners.close(DRAIN);
    }
}
