package io.claviger.key;

import java.time.Instant;
import java.util.UUID;

/**
 * One step in the life of a key version, on record for ever (section 7: transitions are recorded).
 *
 * @param actor id of who caused it
 * @param reason a revocation reason, or what else led to it; may be empty
 */
public record Transition(
        UUID domain,
        UUID version,
        UUID id,
        Instant at,
        KeyState from,
        KeyState to,
        String reason,
        String message,
        UUID actor) {}
