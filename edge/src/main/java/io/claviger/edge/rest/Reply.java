package io.claviger.edge.rest;

import io.claviger.api.JsonWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An answer, ready to be sent. */
final class Reply {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final Reply GONE = new Reply(204, null, Buffer.buffer(), false);
    private static final byte[] ZEROS = new byte[4096];

    private final int status;
    private final @Nullable CharSequence type;
    private final Buffer body;
    private final boolean secret;

    private Reply(int status, @Nullable CharSequence type, Buffer body, boolean secret) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.secret = secret;
    }

    /** Done, and nothing to say. */
    static Reply gone() {
        return GONE;
    }

    /** What {@code json} holds; closes it. */
    static Reply json(int status, JsonWriter json) {
        try (json) {
            return new Reply(status, JSON, Buffer.buffer(json.toBytes()), false);
        }
    }

    /** The same with a secret in it: the bytes are wiped once they have left. */
    static Reply secret(int status, JsonWriter json) {
        try (json) {
            byte[] bytes = json.toBytes();
            var reply = new Reply(status, JSON, Buffer.buffer(bytes), true);
            java.util.Arrays.fill(bytes, (byte) 0);
            return reply;
        }
    }

    static Reply of(int status, CharSequence type, Buffer body) {
        return new Reply(status, type, body, false);
    }

    Reply as(CharSequence otherType) {
        return new Reply(status, otherType, body, secret);
    }

    int status() {
        return status;
    }

    /** Null where there is no body. */
    @Nullable
    CharSequence type() {
        return type;
    }

    Buffer body() {
        return body;
    }

    boolean secret() {
        return secret;
    }

    /** Zeroes a secret body; any other stays, for it may be sent to many. */
    void wipe() {
        if (secret) {
            wipe(body);
        }
    }

    static void wipe(Buffer buffer) {
        int length = buffer.length();
        for (int at = 0; at < length; at += ZEROS.length) {
            buffer.setBytes(at, ZEROS, 0, Math.min(ZEROS.length, length - at));
        }
    }
}
