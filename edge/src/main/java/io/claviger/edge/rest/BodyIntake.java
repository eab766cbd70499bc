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
    private static final int TRUSTED = EdgeLimits.LOOP_BODY;

    private final Exchange exchange;
    private final RouteHandler then;
    private final Visit visit;
    private long moved;
    private byte[] bytes;
    private int size;
    private boolean refused;
    private boolean ended;

    private BodyIntake(Exchange exchange, RouteHandler then, int expected) {
        this.exchange = exchange;
        this.then = then;
        this.bytes = new byte[expected];
        this.visit = Visit.of(exchange.request());
        this.moved = visit.now();
    }

    /** Hands the exchange on once its body is there. */
    static void read(Exchange exchange, RouteHandler then) {
        HttpServerRequest request = exchange.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long expected = length == null ? 0 : declared(length);
        if (expected > EdgeLimits.BODY) {
            throw tooLarge();
        }
        var intake = new BodyIntake(exchange, then, (int) Math.min(expected, TRUSTED));
        request.handler(intake);
        request.endHandler(_ -> intake.end());
        request.exceptionHandler(_ -> intake.broken());
        intake.visit.begun(intake);
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
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
        moved = visit.now();
        if (!refused) {
            try {
                add(part);
            } catch (RuntimeException noRoom) {
                refused = true;
                wipe();
                visit.ended(this);
                exchange.refuse(noRoom);
            }
        }
        Reply.wipe(part);
    }

    private void add(Buffer part) {
        int more = part.length();
        if (size + more > EdgeLimits.BODY) {
            throw tooLarge();
        }
        if (bytes.length - size < more) {
            resize(Math.min(EdgeLimits.BODY, Math.max(bytes.length * 2, size + more)));
        }
        part.getBytes(bytes, size);
        size += more;
    }

    private void resize(int length) {
        if (length > EdgeLimits.LOOP_BODY && length > bytes.length) {
            exchange.reserve(length - bytes.length);
        }
        byte[] old = bytes;
        bytes = Arrays.copyOf(old, length);
        Arrays.fill(old, (byte) 0);
    }

    private void end() {
        visit.ended(this);
        if (refused) {
            return;
        }
        ended = true;
        if (size < bytes.length) {
            resize(size);
        }
        exchange.body(bytes);
        try {
            BodyKind.require(exchange);
            then.handle(exchange);
        } catch (RuntimeException failure) {
            exchange.refuse(failure);
        }
    }

    /** When its last byte came, by {@link Visit#now}. */
    long moved() {
        return moved;
    }

    /** Nothing came for too long. */
    void giveUp() {
        broken();
        var _ = exchange.request().response().reset();
    }

    /** The client is gone in the middle of it. */
    private void broken() {
        visit.ended(this);
        if (!ended && !refused) {
            refused = true;
            wipe();
            exchange.abandon();
        }
    }

    private void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
