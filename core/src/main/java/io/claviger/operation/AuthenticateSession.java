package io.claviger.operation;

import io.claviger.KmsException.Unauthenticated;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Sessions;
import io.claviger.operation.Operation.Read;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks up the session that a token names; the row is the truth, the token only points to it. */
public record AuthenticateSession(UUID session) implements Read<Found.OfDomain, Sessions.Known> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Sessions.Known read(Call call, Found.OfDomain found, ReadContext context) {
        var row = context.reader()
                .session(call.domain(), session)
                .orElseThrow(() -> new Unauthenticated("Invalid token"));
        var revoked = context.reader().revokedTokens(call.domain(), session).stream()
                .map(RevokedToken::nonce)
                .collect(Collectors.toSet());
        return new Sessions.Known(row, revoked);
    }
}
