package io.claviger.edge.rest;

import io.claviger.Clock;
import io.claviger.KmsException.TooMany;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.operation.RefusalTally;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Refuses callers nobody knows: counts them for the log, and ends the connection when there are too many of one source. What
 * they try concerns their own source alone: nobody is locked out by name.
 */
final class Strangers {
    private static final Duration COME_BACK = Duration.ofSeconds(1);
    private static final int SERVERS_FAULT = 500;

    private final RefusalTally tally;
    private final Buckets refusals;
    private final Buckets wrongPasswords;

    Strangers(RefusalTally tally, FloodLimits limits, Clock clock) {
        this.tally = tally;
        this.refusals = new Buckets(limits.refusals(), clock);
        this.wrongPasswords = new Buckets(limits.passwords(), clock);
    }

    /** To be named in the log's next entry about callers nobody knows. */
    void count(String cause, String source) {
        tally.count(cause, source);
    }

    /** Answers with why; with less when the source has been refused too often. */
    void refuse(HttpServerRequest request, UUID id, RuntimeException why) {
        boolean ours = ErrorWords.problem(why).status() >= SERVERS_FAULT;
        if (ours || refusals.take(Source.of(request))) {
            Wire.fail(request, id, why);
        } else {
            Wire.failAndLeave(request, id, new TooMany("refusals", COME_BACK));
        }
    }

    /** The same for what is no request of HTTP: its connection ends in any case. */
    void refuseNonsense(HttpServerRequest request, UUID id, RuntimeException why) {
        tally.count("nonsense", Source.text(request));
        if (refusals.take(Source.of(request))) {
            Wire.refuseAndClose(request, id, why);
        } else {
            request.connection().close();
        }
    }

    /**
     * Tries a password, unless too many of this source were wrong of late. Those that are tried at once all count, even
     * below nothing, so that none is refused for others that may be right.
     *
     * @param attempt throws {@link Unauthenticated} if it is wrong
     * @throws TooMany without trying
     */
    <R> R tryPassword(String source, Supplier<R> attempt) {
        Source from = Source.of(source);
        if (!wrongPasswords.has(from)) {
            throw new TooMany("wrong passwords", COME_BACK);
        }
        try {
            return attempt.get();
        } catch (Unauthenticated wrong) {
            wrongPasswords.charge(from);
            throw wrong;
        }
    }
}
