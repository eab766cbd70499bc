package io.claviger.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in whose tokens are no longer honoured.
 *
 * @param nonce the eight random bytes of the sign-in, in hexadecimal
 */
public record RevokedToken(UUID domain, UUID session, String nonce, Instant revokedAt) {}
