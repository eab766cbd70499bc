package io.claviger.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which object, when, how it ended, and what decided. Ids only, never names: names change and are given
 * again.
 *
 * @param source IP address, or {@code local}
 * @param version number of the key version, where the target is one
 * @param revision of the target's row, as written by a change and as read by a use; with its seal {@code mac} in hex
 * @param from state before, {@code to} after; only where the state changed
 * @param outcome {@code success}, or the slug of a {@link io.claviger.Problem}
 * @param policy the statement that decided
 * @param count how many like events this stands for, at least 1
 */
public record AuditEvent(
        UUID id,
        Instant at,
        UUID node,
        UUID domain,
        @Nullable UUID actor,
        @Nullable UUID session,
        String source,
        String op,
        @Nullable UUID target,
        @Nullable Integer version,
        @Nullable Long revision,
        @Nullable String mac,
        @Nullable String from,
        @Nullable String to,
        String outcome,
        @Nullable String reason,
        @Nullable String policy,
        @Nullable UUID request,
        long count) {

    public static final String SUCCESS = "success";

    /** What the server did by itself, for nobody. */
    public static AuditEvent ofServer(
            UUID id,
            Instant at,
            UUID node,
            UUID domain,
            String op,
            @Nullable UUID target,
            String outcome,
            @Nullable String reason,
            long count) {
        return new AuditEvent(
                id, at, node, domain, null, null, "local", op, target, null, null, null, null, null, outcome, reason,
                null, null, count);
    }

    /** The same event about a row that it wrote or read. */
    public AuditEvent about(UUID newId, UUID row, @Nullable Integer number, long rowRevision, String rowMac) {
        return new AuditEvent(
                newId,
                at,
                node,
                domain,
                actor,
                session,
                source,
                op,
                row,
                number,
                rowRevision,
                rowMac,
                from,
                to,
                outcome,
                reason,
                policy,
                request,
                count);
    }

    public AuditEvent moved(String stateBefore, String stateAfter, @Nullable String why) {
        return new AuditEvent(
                id,
                at,
                node,
                domain,
                actor,
                session,
                source,
                op,
                target,
                version,
                revision,
                mac,
                stateBefore,
                stateAfter,
                outcome,
                why,
                policy,
                request,
                count);
    }
}
