package io.claviger.edge.rest;

import java.time.Duration;

/**
 * What one source may do at the door ({@link Source}); a request with a valid token is under none of the rates.
 *
 * @param connections new ones; above, they are closed before the handshake
 * @param open connections at once; above, the same
 * @param header how long handshake and header may take together at first, and each later header
 * @param body how long a body may stand still
 * @param refusals of callers nobody knows; above, they are told that it is too much, and their connection ends
 * @param passwords that were wrong; above, no other is looked at
 * @param hashing requests that may wait for a password to be hashed
 * @param bodies all long bodies of all sources together, in bytes; the heap may allow less
 */
public record FloodLimits(
        Rate connections,
        int open,
        Duration header,
        Duration body,
        Rate refusals,
        Rate passwords,
        int hashing,
        long bodies) {

    /** @param burst how many at once after a pause */
    public record Rate(int perSecond, int burst) {}
}
