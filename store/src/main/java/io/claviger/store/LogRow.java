package io.claviger.store;

import io.claviger.audit.AuditEvent;
import io.claviger.audit.AuditLeaf;
import io.claviger.crypto.Bytes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A leaf of the log on its way into the table {@code event}: the bytes, and what they say, to be searched. */
record LogRow(
        String kind,
        UUID domain,
        Instant at,
        @Nullable UUID actor,
        String op,
        @Nullable UUID target,
        String outcome,
        String source,
        @Nullable UUID request,
        Bytes leaf) {
    static final String EVENT = "event";
    static final String SEAL = "seal";

    static LogRow of(AuditEvent event) {
        return new LogRow(
                EVENT,
                event.domain(),
                event.at(),
                event.actor(),
                event.op(),
                event.target(),
                event.outcome(),
                event.source(),
                event.request(),
                Bytes.taking(AuditLeaf.encode(event)));
    }
}
