package io.claviger.edge.rest;

import io.claviger.Clock;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.identity.Directory;
import io.claviger.identity.Principal;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Sessions;
import io.claviger.operation.AuthenticateSession;
import io.claviger.operation.Call;
import io.claviger.operation.OperationRunner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is calling: by the token, which only points to a session; the session is the truth. */
final class Authentication {
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Directory directory;
    private final OperationRunner runner;
    private final Clock clock;

    Authentication(AccessTokens tokens, Sessions sessions, Directory directory, OperationRunner runner, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.directory = directory;
        this.runner = runner;
        this.clock = clock;
    }

    /** @throws Unauthenticated without a good token in the Authorization header */
    AccessTokens.Claims claims(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated("A bearer token is required");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.isEmpty()) {
            throw new Unauthenticated("A bearer token is required");
        }
        return tokens.verify(token, clock.now());
    }

    /** Null when the session must be fetched first: {@link #fetch}. */
    @Nullable
    Principal known(AccessTokens.Claims claims, String source) {
        Sessions.Known known = sessions.find(claims.session());
        return known == null ? null : principal(claims, known, source);
    }

    /**
     * The same with a look into the store; for threads that may wait.
     *
     * <p>Looks twice: a sign-in that was revoked between a look and the moment its session is in memory would be missed by
     * one look, and nobody would tell us again.
     */
    Principal fetch(AccessTokens.Claims claims, String source, UUID request) {
        var stranger = new Call(Principal.stranger(claims.domain(), source), request, null);
        sessions.put(runner.run(stranger, new AuthenticateSession(claims.session())));
        Sessions.Known again = runner.run(stranger, new AuthenticateSession(claims.session()));
        sessions.put(again.session());
        for (String nonce : again.revoked()) {
            sessions.revoke(new RevokedToken(claims.domain(), claims.session(), nonce, clock.now()));
        }
        return principal(claims, again, source);
    }

    private Principal principal(AccessTokens.Claims claims, Sessions.Known known, String source) {
        Instant now = clock.now();
        boolean ours = known.session().user().equals(claims.user())
                && known.session().domain().equals(claims.domain());
        if (!ours || !known.session().open(now) || known.revoked().contains(claims.nonce())) {
            throw new Unauthenticated("Invalid token");
        }
        return directory.principal(known.session(), source);
    }
}
