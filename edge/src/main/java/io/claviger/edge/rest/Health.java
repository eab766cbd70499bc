package io.claviger.edge.rest;

import io.claviger.KmsException.Held;
import io.claviger.api.JsonWriter;
import io.claviger.api.Readiness;
import io.claviger.api.Routes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is answered whatever the state of the server is: that it lives, and whether it serves. */
final class Health {
    private Health() {}

    static Reply alive() {
        return Reply.of(200, Wire.TEXT, Buffer.buffer("alive\n"));
    }

    static Reply ready() {
        return readiness(200, true, null);
    }

    /** Answers a request to a server that is held: health, or that there is nothing else. */
    static void withhold(HttpServerRequest request, UUID id, Held held) {
        String path = request.path();
        if (Routes.READ_LIVENESS.template().equals(path)) {
            Wire.send(request, id, alive());
        } else if (Routes.READ_READINESS.template().equals(path)) {
            Wire.send(request, id, readiness(503, false, held.reason()));
        } else {
            Wire.refuseAndClose(request, id, held);
        }
    }

    private static Reply readiness(int status, boolean ready, @Nullable String serving) {
        var out = new JsonWriter();
        new Readiness(ready, serving).write(out);
        return Reply.json(status, out);
    }
}
