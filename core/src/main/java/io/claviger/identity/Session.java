package io.claviger.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in begins and tokens point to. The row is the truth; a token only names it.
 *
 * @param generation rises when the refresh token is renewed, which ends the old one
 * @param credentialRevision of the user when it began: a new password ends it
 * @param unusedLifetime how long it may stay unused, in seconds
 * @param endsAt absolute end, if there is one
 * @param revokedTokens how many of its sign-ins were revoked: a revocation that is taken away is missed
 */
public record Session(
        UUID domain,
        UUID id,
        UUID user,
        long generation,
        long credentialRevision,
        Instant createdAt,
        long unusedLifetime,
        @Nullable Instant endsAt,
        @Nullable Instant revokedAt,
        long revokedTokens,
        long revision) {

    public boolean open(Instant now) {
        return revokedAt == null && (endsAt == null || endsAt.isAfter(now));
    }

    public Session revoked(Instant at) {
        return new Session(
                domain,
                id,
                user,
                generation,
                credentialRevision,
                createdAt,
                unusedLifetime,
                endsAt,
                at,
                revokedTokens,
                revision);
    }

    public Session withRevokedToken() {
        return new Session(
                domain,
                id,
                user,
                generation,
                credentialRevision,
                createdAt,
                unusedLifetime,
                endsAt,
                revokedAt,
                revokedTokens + 1,
                revision);
    }

    /** As the store writes it: one revision on. */
    public Session saved() {
        return new Session(
                domain,
                id,
                user,
                generation,
                credentialRevision,
                createdAt,
                unusedLifetime,
                endsAt,
                revokedAt,
                revokedTokens,
                revision + 1);
    }
}
