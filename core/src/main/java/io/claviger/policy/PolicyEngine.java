package io.claviger.policy;

import static io.claviger.policy.Decision.Effect.FORBID;
import static io.claviger.policy.Decision.Effect.PERMIT;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Decides who may do what. Forbid beats permit, silence is refusal, and a statement that fails to answer refuses. */
public final class PolicyEngine {
    private final List<Statement> statements;

    public PolicyEngine(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** All of {@code actions} must be permitted; the first that is not decides. */
    public Decision decide(Set<Action> actions, AccessRequest about) {
        Decision last = new Decision(FORBID, "default", Instant.MAX);
        Instant validUntil = Instant.MAX;
        for (Action action : actions) {
            last = decide(new AccessRequest(about.caller(), action, about.resource(), about.now()));
            validUntil = last.validUntil().isBefore(validUntil) ? last.validUntil() : validUntil;
            if (!last.permits()) {
                return last;
            }
        }
        return last.until(validUntil);
    }

    public Decision decide(AccessRequest request) {
        Instant validUntil = Instant.MAX;
        String permittedBy = null;
        for (Statement statement : statements) {
            validUntil = statement.validUntil().isBefore(validUntil) ? statement.validUntil() : validUntil;
            if (!speaksAbout(statement, request)) {
                continue;
            }
            if (statement.effect() == FORBID) {
                return new Decision(FORBID, statement.id(), validUntil);
            }
            permittedBy = permittedBy == null ? statement.id() : permittedBy;
        }
        return permittedBy == null
                ? new Decision(FORBID, "default", validUntil)
                : new Decision(PERMIT, permittedBy, validUntil);
    }

    /** A forbid that cannot be evaluated speaks about everything; a permit that cannot, about nothing. */
    private static boolean speaksAbout(Statement statement, AccessRequest request) {
        try {
            return statement.speaksAbout().test(request);
        } catch (RuntimeException undecidable) {
            return statement.effect() == FORBID;
        }
    }
}
