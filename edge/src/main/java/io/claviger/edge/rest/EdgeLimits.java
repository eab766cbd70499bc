package io.claviger.edge.rest;

import io.claviger.api.JsonLimits;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** The limits of the door, all in one place; those inside a JSON body are {@link JsonLimits}. */
public final class EdgeLimits {
    /** The longest request line, in bytes: a signature to verify stands in it. */
    public static final int REQUEST_LINE = 16 << 10;

    /** All headers of a request together, in bytes. */
    public static final int HEADERS = 32 << 10;

    /** The longest body, in bytes. */
    public static final int BODY = JsonLimits.BODY;

    /** Bodies above this many bytes are not worked on by an event loop. */
    public static final int LOOP_BODY = 16 << 10;

    /** The most parameters of a query. */
    public static final int QUERY_PARAMETERS = 64;

    /** The longest Idempotency-Key, in characters. */
    public static final int IDEMPOTENCY_KEY = 128;

    /** The longest bearer token, in characters. */
    public static final int TOKEN = 8 << 10;

    /** How many verified tokens are remembered. */
    public static final int REMEMBERED_TOKENS = 50_000;

    /** How many requests may wait for the store at once. */
    public static final int WAITING = 2_000;

    /** How many requests may queue for the heavy work of all cores. */
    public static final int HEAVY_QUEUE = 1_000;

    /** How many requests may queue to have a password hashed. */
    public static final int PASSWORD_QUEUE = 200;

    /** A connection on which nothing moves for so many seconds is closed. */
    public static final int IDLE_SECONDS = 90;

    /** A connection that is given up is read from for so long after its last answer. */
    static final long LINGER_MILLIS = 1_000;

    /** What is still asked on a connection of HTTP/2 that is given up has so long to be answered. */
    static final long LEAVE_SECONDS = 30;

    private EdgeLimits() {}

    /** All bodies above {@link #LOOP_BODY} together, in bytes: a sixteenth of the heap, two whole ones at least. */
    static long heapsBodies() {
        return Math.max(2L * BODY, Runtime.getRuntime().maxMemory() / 16);
    }

    /** The same options with our limits. */
    static HttpServerOptions on(HttpServerOptions options, FloodLimits floods) {
        var limited = new HttpServerOptions(options);
        // HTTP/2 counts the request line among the headers.
        var settings = new Http2Settings(limited.getInitialSettings()).setMaxHeaderListSize(REQUEST_LINE + HEADERS);
        return limited.setInitialSettings(settings)
                .setMaxInitialLineLength(REQUEST_LINE)
                .setMaxHeaderSize(HEADERS)
                .setSslHandshakeTimeout(floods.header().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
