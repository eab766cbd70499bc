package io.claviger.edge.rest;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The addresses that a door serves, each on some event loops. */
final class Listeners {
    private final Vertx vertx;
    private final FloodLimits limits;
    private final int loops;
    private final Handler<HttpServerRequest> malformed;
    private final Function<Context, Handler<HttpServerRequest>> reception;
    private final List<Listener> all = new CopyOnWriteArrayList<>();

    /**
     * @param loops how many event loops serve each address
     * @param malformed takes what is no request of HTTP
     */
    Listeners(
            Vertx vertx,
            FloodLimits limits,
            int loops,
            Handler<HttpServerRequest> malformed,
            Function<Context, Handler<HttpServerRequest>> reception) {
        this.vertx = vertx;
        this.limits = limits;
        this.loops = loops;
        this.malformed = malformed;
        this.reception = reception;
    }

    /** Begins to serve an address, and gives the port. */
    Future<Integer> listen(HttpServerOptions options) {
        HttpServerOptions limited = EdgeLimits.on(options, limits);
        if (limited.getPort() == 0) {
            // To Vert.x, 0 is another free port for each event loop, and a negative number one for all.
            limited.setPort(-1);
        }
        var port = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> {
                            var listener = new Listener(limited, reception, malformed, port);
                            all.add(listener);
                            return listener;
                        },
                        new DeploymentOptions().setInstances(loops))
                .map(_ -> port.get());
    }

    /** Shows another certificate to who connects from now on; connections that are open stay. */
    Future<Void> certificate(ServerSSLOptions options) {
        return Future.join(all.stream()
                        .map(listener -> listener.certificate(options.copy()))
                        .toList())
                .mapEmpty();
    }

    /** Stops accepting, lets what runs finish within {@code drain}, then closes what is left. */
    Future<Void> close(Duration drain) {
        return Future.join(
                        all.stream().map(listener -> listener.shutdown(drain)).toList())
                .mapEmpty();
    }
}
