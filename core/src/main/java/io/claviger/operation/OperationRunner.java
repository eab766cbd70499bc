package io.claviger.operation;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException;
import io.claviger.KmsException.Unavailable;
import io.claviger.Problem;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Plaintext;
import io.claviger.custody.Custody;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.Sessions;
import io.claviger.operation.Operation.Change;
import io.claviger.operation.Operation.Read;
import io.claviger.operation.Operation.Use;
import io.claviger.policy.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: find the object for this caller, decide, perform, go on record, answer. One corridor, two floors:
 * {@link #run} may wait, {@link #tryFast} never does and belongs to event loops.
 */
public final class OperationRunner {
    private static final int ATTEMPTS = 8;

    /** What the corridor is made of. */
    public record Parts(
            Store store,
            Journal journal,
            KeyRing ring,
            Authorizer authorizer,
            Custody custody,
            SystemKeys system,
            Directory directory,
            Sessions sessions,
            PasswordVerifier passwords,
            Clock clock,
            Ids ids,
            UUID node,
            RefusalTally refusals) {}

    private final Parts parts;
    private final Events events;
    private final Reservations reservations = new Reservations();

    public OperationRunner(Parts parts) {
        this.parts = parts;
        this.events = new Events(parts.node(), parts.ids());
    }

    /** Runs an operation and returns when it is on record; for threads that may wait. */
    public <F extends Found, R> R run(Call call, Operation<F, R> operation) {
        var seen = new Seen();
        try {
            return switch (operation) {
                case Use<?> use -> use(call, OperationRunner.<R>same(use));
                case Read<F, R> read -> read(call, read, seen);
                case Change<F, ?, R> change -> change(call, change, seen);
            };
        } catch (RuntimeException failure) {
            RuntimeException known = Failures.known(failure);
            refused(call, operation, seen.target, known);
            throw known;
        }
    }

    /**
     * Runs a use, or a look at a key, that needs nothing but memory; the answer comes on the lane's thread once it is on
     * record.
     *
     * @return false, with nothing done, when the key is not in memory or the use is too heavy for an event loop
     */
    public <F extends Found, R> boolean tryFast(
            Call call, Operation<F, R> operation, Journal.Lane lane, boolean heavyToo, Answer<R> answer) {
        if (!(operation.target() instanceof Target.OfKey target)) {
            return false;
        }
        UnlockedKey key = parts.ring().find(call.domain(), target);
        if (key == null || !key.current()) {
            return false;
        }
        return switch (operation) {
            case Use<?> use -> {
                boolean ready = (heavyToo || !use.heavy(key)) && (!(use instanceof Encrypt) || key.mayEncrypt());
                yield ready && perform(call, OperationRunner.<R>same(use), key, lane, answer);
            }
            case Read<F, R> read -> look(call, read, key, lane, answer);
            case Change<F, ?, R> _ -> false;
        };
    }

    /** Whether the key of {@code use} is in memory, so that the use itself is all the work there is. */
    public boolean inMemory(Call call, Use<?> use) {
        UnlockedKey key = parts.ring().find(call.domain(), use.target());
        return key != null && key.current();
    }

    /**
     * Puts on record that a door turned away a caller it knows, before there was an operation; then tells {@code answer}.
     *
     * @param operation what the door calls what was asked for
     * @param problem what it says of it, for the record
     */
    public void turnAway(
            Call call, String operation, Problem problem, RuntimeException why, Journal.Lane lane, Answer<?> answer) {
        record(events.turnedAway(call, operation, problem, parts.clock().now()), why, lane, answer);
    }

    /**
     * Whether this very request was answered before, for a door that would look at what is there to understand it: the answer
     * comes from {@link #run} of any change of its kind.
     *
     * @throws KmsException.Conflict when another request had the idempotency key
     */
    public boolean retried(Call call) {
        String key = call.idempotencyKey();
        Bytes form = call.form();
        if (key == null || form == null) {
            return false;
        }
        var retry = Idempotency.of(call, key, form, parts.custody());
        return parts.store()
                .read(reader -> retry.earlier(reader, parts.clock().now()))
                .isPresent();
    }

    /** Brings the key of {@code use} into memory, for a caller who may use it. */
    public void load(Call call, Use<?> use) {
        run(call, new LoadKey(use));
    }

    /** A use of an operation that gives R gives R; the compiler cannot see it through the two parameters. */
    @SuppressWarnings("unchecked")
    private static <R> Use<R> same(Use<?> use) {
        return (Use<R>) use;
    }

    private <R> boolean perform(Call call, Use<R> use, UnlockedKey key, Journal.Lane lane, Answer<R> answer) {
        Instant now = parts.clock().now();
        try {
            Decision decision = parts.authorizer().requireUse(call, use, key, now);
            R result = use.perform(
                    key,
                    new UseContext(parts.custody().random(), parts.authorizer().rules()));
            AuditEvent event = events.use(call, use, key, decision.statement(), now);
            lane.append(event, Journal.Sync.AS_SET, ack(key, result, answer));
        } catch (RuntimeException failure) {
            if (!key.current()) {
                return false;
            }
            refusedFast(call, use, key.version().id(), Failures.known(failure), lane, answer);
        }
        return true;
    }

    private <F extends Found, R> boolean look(
            Call call, Read<F, R> read, UnlockedKey key, Journal.Lane lane, Answer<R> answer) {
        Instant now = parts.clock().now();
        R result = read.fromRing(key, context(call, NoReader.IT, now, false));
        if (result == null) {
            return false;
        }
        try {
            Decision decision = parts.authorizer().require(call, read, key.found(), now);
            lane.append(events.use(call, read, key, decision.statement(), now), read.sync(), ack(key, result, answer));
        } catch (RuntimeException failure) {
            refusedFast(call, read, key.version().id(), Failures.known(failure), lane, answer);
        }
        return true;
    }

    private <R> R use(Call call, Use<R> use) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UnlockedKey key = parts.ring().find(call.domain(), use.target());
            if (key == null || !key.current() || (use instanceof Encrypt && !key.mayEncrypt())) {
                change(call, new LoadKey(use), new Seen());
                continue;
            }
            Instant now = parts.clock().now();
            try {
                Decision decision = parts.authorizer().requireUse(call, use, key, now);
                R result = use.perform(
                        key,
                        new UseContext(
                                parts.custody().random(), parts.authorizer().rules()));
                parts.journal().append(events.use(call, use, key, decision.statement(), now), Journal.Sync.AS_SET);
                if (key.current()) {
                    return result;
                }
            } catch (RuntimeException failure) {
                if (key.current()) {
                    throw failure;
                }
            }
        }
        throw new Unavailable("the key", Duration.ofSeconds(1));
    }

    private <F extends Found, R> R read(Call call, Read<F, R> read, Seen seen) {
        return parts.store().read(reader -> {
            F found = read.target().find(call.domain(), reader);
            Instant now = parts.clock().now();
            seen.target = found.id();
            Decision decision = parts.authorizer().require(call, read, found, now);
            R result = read.read(call, found, context(call, reader, now, true));
            if (!(read instanceof AuthenticateSession)) {
                parts.journal().append(events.read(call, read, found, decision.statement(), now), read.sync());
            }
            return result;
        });
    }

    /** Decides twice: before anything costly is done for this caller, and on what is stored when it is written. */
    private <F extends Found, P, R> R change(Call call, Change<F, P, R> change, Seen seen) {
        Instant begun = parts.clock().now();
        Idempotency retry = Idempotency.of(call, change, parts.custody());
        if (retry != null) {
            Optional<R> earlier =
                    parts.store().read(r -> retry.earlier(r, begun).map(id -> change.again(id, r, begun)));
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            F before = parts.store().read(reader -> change.target().find(call.domain(), reader));
            seen.target = before.id();
            Instant now = parts.clock().now(); // after the look: what was found may be younger than the call
            decide(call, change, before, now);
            P prepared = change.prepare(call, before, preparation(now));
            try {
                Optional<R> written = write(call, change, before, prepared, retry);
                if (written.isPresent()) {
                    return written.get();
                }
            } catch (RuntimeException failed) {
                discard(prepared);
                throw failed;
            }
            discard(prepared);
        }
        throw new Unavailable("the key", Duration.ofSeconds(1));
    }

    /** Empty, with nothing written, when the target's name has come to mean something else than was prepared for. */
    private <F extends Found, P, R> Optional<R> write(
            Call call, Change<F, P, R> change, F before, P prepared, @Nullable Idempotency retry) {
        return parts.store().write(tx -> {
            Optional<UUID> done = retry == null ? Optional.empty() : retry.earlier(tx, tx.now());
            if (done.isPresent()) {
                return Optional.of(change.again(done.get(), tx, tx.now()));
            }
            F found = change.target().find(call.domain(), tx);
            if (change.opensSecret() && !Objects.equals(found.id(), before.id())) {
                return Optional.empty();
            }
            Decision decision = decide(call, change, found, tx.now());
            R result = change.apply(call, prepared, found, tx);
            if (retry != null) {
                retry.remember(tx, change.resultId(found, result));
            }
            tx.record(events.change(actor(call, change, result), change, found.id(), decision.statement(), tx.now()));
            return Optional.of(result);
        });
    }

    /** Who signs in is nobody before and somebody after: the record names him. */
    private static <R> Call actor(Call call, Change<?, ?, R> change, R result) {
        return change.actor(call, result)
                .map(who -> new Call(who, call.request(), null))
                .orElse(call);
    }

    private Decision decide(Call call, Change<?, ?, ?> change, Found found, Instant now) {
        Decision decision = parts.authorizer().require(call, change, found, now);
        if (change instanceof LoadKey(var use) && found instanceof Found.OfKey(var _, var version)) {
            parts.authorizer().requireUsable(use, version, now);
        }
        return decision;
    }

    private <R> Journal.Ack ack(UnlockedKey key, R result, Answer<R> answer) {
        return new Journal.Ack() {
            @Override
            public void recorded() {
                if (key.current()) {
                    answer.success(result);
                } else {
                    discard(result);
                    answer.failure(new Unavailable("the key", Duration.ZERO));
                }
            }

            @Override
            public void failed(KmsException why) {
                discard(result);
                answer.failure(why);
            }
        };
    }

    /** A secret that was opened and may not leave is wiped. */
    private static void discard(Object result) {
        switch (result) {
            case Plaintext plaintext -> plaintext.close();
            case Export.Taken taken -> taken.close();
            default -> {}
        }
    }

    private <R> void refusedFast(
            Call call,
            Operation<?, ?> operation,
            UUID target,
            RuntimeException why,
            Journal.Lane lane,
            Answer<R> answer) {
        record(events.refusal(call, operation, target, why, parts.clock().now()), why, lane, answer);
    }

    private static void record(AuditEvent refusal, RuntimeException why, Journal.Lane lane, Answer<?> answer) {
        lane.append(refusal, Journal.Sync.ALWAYS, new Journal.Ack() {
            @Override
            public void recorded() {
                answer.failure(why);
            }

            @Override
            public void failed(KmsException unrecorded) {
                answer.failure(unrecorded);
            }
        });
    }

    private void refused(Call call, Operation<?, ?> operation, @Nullable UUID target, RuntimeException why) {
        if (call.principal().known()) {
            AuditEvent event =
                    events.refusal(call, operation, target, why, parts.clock().now());
            parts.journal().append(event, Journal.Sync.ALWAYS);
        } else {
            parts.refusals().count(operation.verb(), call.principal().source());
        }
    }

    private ReadContext context(Call call, Reader reader, Instant now, boolean lists) {
        return new ReadContext(
                reader,
                parts.directory(),
                parts.sessions(),
                lists ? parts.authorizer().visibility(call.principal(), now) : NoReader.NOTHING_VISIBLE,
                lists && parts.authorizer().readsUsers(call.principal(), now),
                now,
                parts.system(),
                parts.custody().random());
    }

    private Preparation preparation(Instant now) {
        return new Preparation(
                parts.custody(),
                parts.ids(),
                parts.directory(),
                parts.passwords(),
                parts.store(),
                parts.system(),
                parts.authorizer().rules(),
                reservations,
                now);
    }

    /** What a failed run had found, for its event. */
    private static final class Seen {
        private @Nullable UUID target;
    }
}
