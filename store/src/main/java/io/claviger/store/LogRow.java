package io.claviger.store;

import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.AuditLeaf;
import io.claviger.crypto.Bytes;
import io.claviger.store.journal.Unsealed;
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
        @Nullable Long revision,
        String outcome,
        String source,
        @Nullable UUID request,
        Bytes leaf) {
    static final String EVENT = "event";
    static final String SEAL = "seal";
    /** What the columns of a seal say where its leaf says nothing. */
    private static final String SEAL_OP = "Seal";

    private static final String SOURCE = "local";

    /** A seal belongs to the deployment; its target is the node, its time the newest of its frames'. */
    static LogRow of(Unsealed frames) {
        return new LogRow(
                SEAL,
                RootDomain.ID,
                Micros.instant(frames.newestAt()),
                null,
                SEAL_OP,
                frames.seal().node(),
                null,
                AuditEvent.SUCCESS,
                SOURCE,
                null,
                Bytes.taking(frames.seal().encode()));
    }

    static LogRow of(AuditEvent event) {
        return new LogRow(
                EVENT,
                event.domain(),
                event.at(),
                event.actor(),
                event.op(),
                event.target(),
                event.revision(),
                event.outcome(),
                event.source(),
                event.request(),
                Bytes.taking(AuditLeaf.encode(event)));
    }
}
