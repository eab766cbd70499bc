package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.KmsException;
import io.claviger.Problem;
import io.claviger.api.JsonReader;
import io.claviger.api.Routes;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Sha256;
import io.claviger.operation.Answer;
import io.claviger.operation.Call;
import io.claviger.operation.Found;
import io.claviger.operation.Operation;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One request on its way, and its answer. One thread at a time has it: the event loop, or the thread the loop gave it to;
 * only the loop sends.
 */
final class Exchange {
    private static final byte[] NO_FIELDS = "{}".getBytes(US_ASCII);
    private static final byte[] NO_BODY = {};

    private final HttpServerRequest request;
    private final EventLoop loop;
    private final Corridor corridor;
    private final Router.Match match;
    private final List<String> variables;
    private final Query query;
    private Call call;
    private byte[] body = NO_BODY;
    private boolean plusAsSpace;
    private long reserved;
    private boolean entered;
    private boolean answered;

    Exchange(
            HttpServerRequest request,
            EventLoop loop,
            Corridor corridor,
            Router.Match match,
            List<String> variables,
            Query query,
            Call call) {
        this.request = request;
        this.loop = loop;
        this.corridor = corridor;
        this.match = match;
        this.variables = variables;
        this.query = query;
        this.call = call;
    }

    HttpServerRequest request() {
        return request;
    }

    EventLoop loop() {
        return loop;
    }

    Routes route() {
        return match.route();
    }

    Query query() {
        return query;
    }

    /** The address that the request came from. */
    String source() {
        return call.principal().source();
    }

    Call call() {
        return call;
    }

    /** Has a password hashed or checked by {@code operation}, among the others of this source. */
    <F extends Found, R> R runWithPassword(Floors floors, Operation<F, R> operation) {
        return floors.withPassword(call.principal(), () -> run(operation));
    }

    /** The same for a caller whom it is to make known. */
    <F extends Found, R> R tryPassword(Floors floors, Operation<F, R> operation) {
        return corridor.strangers().tryPassword(source(), () -> runWithPassword(floors, operation));
    }

    /** From now on the caller is known, and the request has its idempotency key. */
    void call(Call known) {
        call = known;
    }

    byte[] body() {
        return body;
    }

    /** The array is this exchange's from now on: it is wiped with the answer. */
    void body(byte[] bytes) {
        body = bytes;
    }

    /**
     * Sets memory aside for a long body, until it is answered.
     *
     * @throws io.claviger.KmsException.Unavailable when there is none left
     */
    void reserve(long bytes) {
        corridor.bodies().take(bytes);
        reserved += bytes;
    }

    /** Nobody waits for an answer any more, and none was begun. */
    void abandon() {
        open();
    }

    /** A reader of the body; an absent one is an object without fields. */
    JsonReader json() {
        return JsonReader.of(body.length == 0 ? NO_FIELDS : body);
    }

    /** What stands in the path for a variable of the template. */
    String name(String variable) {
        return (plusAsSpace ? match.spaced() : match.names()).get(variables.indexOf(variable));
    }

    /** Reads a plus in the path as a space from now on; false if there is none, or it was done already. */
    boolean readPlusAsSpace() {
        if (plusAsSpace || match.spaced().equals(match.names())) {
            return false;
        }
        plusAsSpace = true;
        return true;
    }

    /** Says that the corridor has it: whatever becomes of it, the corridor puts on record. */
    void enter() {
        entered = true;
    }

    /** Runs an operation for the caller; for threads that may wait. */
    <F extends Found, R> R run(Operation<F, R> operation) {
        enter();
        return corridor.runner().run(identified(), operation);
    }

    /** Whether this request is a retry of one that was answered; for threads that may wait. */
    boolean retried() {
        return corridor.runner().retried(identified());
    }

    /** With the digest that a retry is known by, where one may come. */
    private Call identified() {
        if (call.idempotencyKey() != null && call.form() == null) {
            byte[] line = (request.method() + " " + request.uri() + "\n").getBytes(UTF_8);
            byte[] all = Arrays.copyOf(line, line.length + body.length);
            System.arraycopy(body, 0, all, line.length, body.length);
            call = call.withForm(Bytes.taking(Sha256.digest(all)));
            Arrays.fill(all, (byte) 0);
        }
        return call;
    }

    /** Makes an operation of what an earlier one showed: a failure here is again for the door to put on record. */
    <T> T translate(Supplier<T> words) {
        entered = false;
        return words.get();
    }

    /** Runs it if it needs nothing but memory; false with nothing done if it does. */
    <F extends Found, R> boolean tryFast(Operation<F, R> operation, Answer<R> answer) {
        enter();
        return corridor.runner().tryFast(call, operation, loop.lane(), false, answer);
    }

    /** Hands the answer to the loop; for every thread but the loop's. */
    void sendLater(Reply reply) {
        loop.run(() -> send(reply));
    }

    /** Hands a failure to the loop; for every thread but the loop's. */
    void refuseLater(RuntimeException why) {
        loop.run(() -> refuse(why));
    }

    /** Answers with a failure, once it is on record: the corridor saw to that, or it is done here. */
    void refuse(RuntimeException why) {
        RuntimeException known = ErrorWords.known(why);
        if (entered) {
            fail(known);
            return;
        }
        enter();
        if (call.principal().known()) {
            Problem problem = ErrorWords.problem(known);
            turnAway(problem, known);
        } else {
            corridor.strangers().count(Verbs.of(route()), source());
            fail(known);
        }
    }

    private void turnAway(Problem problem, RuntimeException why) {
        try {
            corridor.runner().turnAway(call, Verbs.of(route()), problem, why, loop.lane(), new Refusal(this::fail));
        } catch (KmsException unrecorded) {
            fail(unrecorded);
        }
    }

    /** Answers with a failure. */
    void fail(RuntimeException why) {
        RuntimeException known = ErrorWords.known(why);
        if (!open()) {
            return;
        }
        if (call.principal().known()) {
            Wire.fail(request, call.request(), known);
        } else {
            corridor.strangers().refuse(request, call.request(), known);
        }
    }

    void send(Reply reply) {
        if (open()) {
            Wire.send(request, call.request(), reply);
        } else {
            reply.wipe();
        }
    }

    /** Whether nothing was answered yet; from now on something is. */
    private boolean open() {
        Arrays.fill(body, (byte) 0);
        body = NO_BODY;
        corridor.bodies().give(reserved);
        reserved = 0;
        boolean first = !answered;
        answered = true;
        return first;
    }
}
