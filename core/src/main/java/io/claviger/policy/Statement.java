package io.claviger.policy;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * One sentence of policy: an effect, and the requests that it speaks about.
 *
 * @param id what the audit calls it
 * @param validUntil when what it says about this moment may change, e.g. the end of office hours
 */
public record Statement(String id, Decision.Effect effect, Predicate<AccessRequest> speaksAbout, Instant validUntil) {
    static Statement permit(String id, Predicate<AccessRequest> speaksAbout) {
        return new Statement(id, Decision.Effect.PERMIT, speaksAbout, Instant.MAX);
    }

    static Statement forbid(String id, Predicate<AccessRequest> speaksAbout) {
        return new Statement(id, Decision.Effect.FORBID, speaksAbout, Instant.MAX);
    }
}
