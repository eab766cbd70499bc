package io.claviger.operation;

import io.claviger.crypto.Bytes;
import io.claviger.identity.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request, as every operation sees it.
 *
 * @param request id that the answer and the audit carry
 * @param idempotencyKey given by the caller so that a retry changes nothing twice
 * @param form digest of what came in at the door, beside an idempotency key: for changes that the door makes out of the
 *     request and of what is there, so that the same request is not the same change twice
 */
public record Call(
        Principal principal,
        UUID request,
        @Nullable String idempotencyKey,
        @Nullable Bytes form) {
    public Call(Principal principal, UUID request, @Nullable String idempotencyKey) {
        this(principal, request, idempotencyKey, null);
    }

    public Call withForm(Bytes digest) {
        return new Call(principal, request, idempotencyKey, digest);
    }

    public UUID domain() {
        return principal.domain();
    }
}
