package io.claviger.edge.rest;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Serves one address on one event loop. */
final class Listener extends VerticleBase {
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final HttpServerOptions options;
    private final Function<Context, Handler<HttpServerRequest>> reception;
    private final Handler<HttpServerRequest> malformed;
    private final AtomicInteger port;
    private @Nullable HttpServer server;

    /**
     * @param reception what takes the requests of one event loop
     * @param malformed takes what is no request of HTTP
     * @param port told which port it became
     */
    Listener(
            HttpServerOptions options,
            Function<Context, Handler<HttpServerRequest>> reception,
            Handler<HttpServerRequest> malformed,
            AtomicInteger port) {
        this.options = options;
        this.reception = reception;
        this.malformed = malformed;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        var made = vertx.createHttpServer(options)
                .requestHandler(arriving(reception.apply(context)))
                .invalidRequestHandler(arriving(malformed));
        server = made;
        return made.listen().onSuccess(listening -> port.set(listening.actualPort()));
    }

    private static Handler<HttpServerRequest> arriving(Handler<HttpServerRequest> then) {
        return request -> {
            Visit.of(request).arrived(request.version());
            then.handle(request);
        };
    }

    /** Why something is no request of HTTP. */
    static Rejected malformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        return switch (cause) {
            case TooLongHttpLineException _ -> rejected(URI_TOO_LONG, "the request line is too long");
            case TooLongHttpHeaderException _ -> rejected(HEADERS_TOO_LARGE, "the headers are too large");
            case null, default -> rejected(400, "the request is not HTTP");
        };
    }

    private static Rejected rejected(int status, String message) {
        return new Rejected(io.claviger.Problem.BAD_REQUEST, status, message);
    }

    Future<Boolean> certificate(ServerSSLOptions options) {
        HttpServer serving = server;
        return serving == null ? Future.succeededFuture(false) : serving.updateSSLOptions(options);
    }

    /** Also before it serves. */
    Future<Void> shutdown(Duration drain) {
        HttpServer serving = server;
        return serving == null ? Future.succeededFuture() : serving.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS);
    }
}
