package io.claviger.policy;

import java.time.Instant;

/**
 * The answer, why, and how long it holds.
 *
 * @param statement the one that decided: for the audit and for those who may ask, never for the caller who was refused
 * @param validUntil until then the same request gets the same answer, unless a policy, the caller or the object changes
 */
public record Decision(Effect effect, String statement, Instant validUntil) {
    public enum Effect {
        PERMIT,
        FORBID
    }

    public boolean permits() {
        return effect == Effect.PERMIT;
    }

    Decision until(Instant earlier) {
        return earlier.isBefore(validUntil) ? new Decision(effect, statement, earlier) : this;
    }
}
