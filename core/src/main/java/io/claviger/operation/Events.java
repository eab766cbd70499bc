package io.claviger.operation;

import io.claviger.Ids;
import io.claviger.Problem;
import io.claviger.audit.AuditEvent;
import io.claviger.identity.Principal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the events of this node. */
final class Events {
    private final UUID node;
    private final Ids ids;

    Events(UUID node, Ids ids) {
        this.node = node;
        this.ids = ids;
    }

    /** Of a change, before its rows are known; the transaction completes it. */
    AuditEvent change(Call call, Operation<?, ?> operation, @Nullable UUID target, String policy, Instant now) {
        return event(call, operation.verb(), target, null, null, AuditEvent.SUCCESS, operation.detail(), policy, now);
    }

    AuditEvent use(Call call, Operation<?, ?> operation, UnlockedKey key, String policy, Instant now) {
        return event(
                call,
                operation.verb(),
                key.version().id(),
                key.version().number(),
                key.seal(),
                AuditEvent.SUCCESS,
                null,
                policy,
                now);
    }

    AuditEvent read(Call call, Operation<?, ?> operation, Found found, String policy, Instant now) {
        Integer number = found instanceof Found.OfKey key ? key.version().number() : null;
        return event(call, operation.verb(), found.id(), number, null, AuditEvent.SUCCESS, null, policy, now);
    }

    AuditEvent refusal(Call call, Operation<?, ?> operation, @Nullable UUID target, Throwable why, Instant now) {
        return event(call, operation.verb(), target, null, null, Problem.of(why).slug(), operation.detail(), null, now);
    }

    /** Of a request of which no operation could be made. */
    AuditEvent turnedAway(Call call, String operation, Problem problem, Instant now) {
        return event(call, operation, null, null, null, problem.slug(), null, null, now);
    }

    private AuditEvent event(
            Call call,
            String operation,
            @Nullable UUID target,
            @Nullable Integer version,
            Reader.@Nullable RowSeal seal,
            String outcome,
            @Nullable String reason,
            @Nullable String policy,
            Instant now) {
        Principal caller = call.principal();
        return new AuditEvent(
                ids.next(),
                now,
                node,
                caller.domain(),
                caller.known() ? caller.id() : null,
                caller.known() ? caller.session() : null,
                caller.source(),
                operation,
                target,
                version,
                seal == null ? null : seal.revision(),
                seal == null ? null : seal.mac(),
                null,
                null,
                outcome,
                reason,
                policy,
                call.request(),
                1);
    }
}
