package io.claviger.edge.rest;

import io.claviger.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Writes answers with the headers that every answer has. */
final class Wire {
    static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    static final CharSequence YAML = HttpHeaders.createOptimized("application/yaml");

    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-ID");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence CHALLENGE = HttpHeaders.createOptimized("WWW-Authenticate");
    private static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

    private Wire() {}

    static void send(HttpServerRequest request, UUID id, Reply reply) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            reply.wipe();
            return;
        }
        Visit.of(request).answered();
        response.setStatusCode(reply.status())
                .putHeader(REQUEST_ID, id.toString())
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(OPTIONS, NOSNIFF)
                .putHeader(HSTS, A_YEAR);
        CharSequence type = reply.type();
        if (type == null) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        Buffer body = reply.body();
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else if (reply.secret()) {
            response.end(body).onComplete(_ -> reply.wipe());
        } else {
            response.end(body);
        }
    }

    /** For a connection of which nothing more can be understood. */
    static void refuseAndClose(HttpServerRequest request, UUID id, RuntimeException why) {
        closeAfter(request);
        fail(request, id, why);
    }

    /**
     * What is left of the body is not worth keeping. The connection stays open for a moment, since closing one with unread
     * bytes resets it and takes the answer along. HTTP/2 ends streams by itself.
     */
    private static void closeAfter(HttpServerRequest request) {
        if (request.version().equals(HttpVersion.HTTP_2)) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Context loop = Vertx.currentContext();
        if (loop != null) {
            loop.owner()
                    .setTimer(
                            EdgeLimits.LINGER_MILLIS, _ -> request.connection().close());
        }
    }

    /** Answers and is done with the connection; other requests of HTTP/2 on it may be answered still. */
    static void failAndLeave(HttpServerRequest request, UUID id, RuntimeException why) {
        if (request.version() == HttpVersion.HTTP_2) {
            fail(request, id, why);
            request.connection().shutdown(EdgeLimits.LEAVE_SECONDS, TimeUnit.SECONDS);
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            fail(request, id, why);
            request.connection().close();
        }
    }

    /** @param why as the rest of the house knows it */
    static void fail(HttpServerRequest request, UUID id, RuntimeException why) {
        Reply reply = ErrorWords.reply(why, id);
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended() || response.headWritten()) {
            return;
        }
        if (reply.status() == Problem.UNAUTHENTICATED.status()) {
            response.putHeader(CHALLENGE, BEARER);
        }
        long wait = ErrorWords.retryAfter(why);
        if (wait > 0) {
            response.putHeader(RETRY_AFTER, Long.toString(wait));
        }
        if (reply.status() == Problem.TOO_LARGE.status()) {
            closeAfter(request);
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean problem = accept != null && accept.contains("application/problem+json");
        send(request, id, problem ? reply.as(PROBLEM_JSON) : reply);
    }
}
