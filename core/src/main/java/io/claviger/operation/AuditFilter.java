package io.claviger.operation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which audit records a list is about; null does not narrow. Newest first unless {@code ascending}. */
public record AuditFilter(
        @Nullable String op,
        @Nullable UUID actor,
        @Nullable UUID target,
        @Nullable String outcome,
        @Nullable Boolean success,
        @Nullable String source,
        @Nullable UUID request,
        @Nullable Instant after,
        @Nullable Instant before,
        boolean ascending) {}
