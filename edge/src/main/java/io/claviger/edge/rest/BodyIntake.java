package io.claviger.edge.rest;

import io.claviger.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/** Gathers a body into one array, wiping every buffer it came in: it may hold a plaintext, a password or a key. */
final class BodyIntake implements Handler<Buffer> {
    /** The most that is set aside on a client's word; more only as it comes. */
    private static final int TRUSTED = 64 << 10;

    private final Exchange exchange;
    private final RouteHandler then;
    private byte[] bytes;
    private int size;
    private boolean refused;

    private BodyIntake(Exchange exchange, RouteHandler then, int expected) {
        this.exchange = exchange;
        this.then = then;
        this.bytes = new byte[expected];
    }

    /** Hands the exchange on once its body is there. */
    static void read(Exchange exchange, RouteHandler then) {
        HttpServerRequest request = exchange.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long expected = length == null ? 0 : declared(length);
        if (expected > EdgeLimits.BODY) {
            throw tooLarge();
        }
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        var intake = new BodyIntake(exchange, then, (int) Math.min(expected, TRUSTED));
        request.handler(intake);
        request.endHandler(_ -> intake.end());
        request.exceptionHandler(_ -> intake.wipe());
    }

    private static long declared(String length) {
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException _) {
            throw Rejected.badRequest("Content-Length must be a number");
        }
    }

    private static Rejected tooLarge() {
        return new Rejected(Problem.TOO_LARGE, "the body is longer than %d bytes".formatted(EdgeLimits.BODY));
    }

    @Override
    public void handle(Buffer part) {
        int more = part.length();
        if (!refused && size + more > EdgeLimits.BODY) {
            refused = true;
            wipe();
            exchange.refuse(tooLarge());
        }
        if (!refused) {
            room(more);
            part.getBytes(bytes, size);
            size += more;
        }
        Reply.wipe(part);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            byte[] old = bytes;
            bytes = Arrays.copyOf(old, Math.max(old.length * 2, size + more));
            Arrays.fill(old, (byte) 0);
        }
    }

    private void end() {
        if (refused) {
            return;
        }
        if (size < bytes.length) {
            byte[] longer = bytes;
            bytes = Arrays.copyOf(longer, size);
            Arrays.fill(longer, (byte) 0);
        }
        exchange.body(bytes);
        try {
            BodyKind.require(exchange);
            then.handle(exchange);
        } catch (RuntimeException failure) {
            exchange.refuse(failure);
        }
    }

    private void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
