package io.claviger.operation;

import io.claviger.identity.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request, as every operation sees it.
 *
 * @param request id that the answer and the audit carry
 * @param idempotencyKey given by the caller so that a retry changes nothing twice
 */
public record Call(
        Principal principal, UUID request, @Nullable String idempotencyKey) {
    public UUID domain() {
        return principal.domain();
    }
}
