package io.claviger.operation;

import io.claviger.KmsException.Unauthenticated;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.operation.Operation.Read;
import io.claviger.operation.SignIn.SignedIn;
import java.util.Optional;

/** Goes on with a session by its refresh token. */
public record Refresh(String token) implements Read<Found.OfDomain, SignedIn> {
    private static final String INVALID = "Invalid refresh token.";

    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public SignedIn read(Call call, Found.OfDomain found, ReadContext context) {
        RefreshToken parsed = RefreshToken.parse(token).orElseThrow(() -> new Unauthenticated(INVALID));
        Session session = context.reader()
                .session(call.domain(), parsed.session())
                .filter(s -> parsed.genuine(s, context.system()) && s.open(context.now()))
                .orElseThrow(() -> new Unauthenticated(INVALID));
        String nonce = parsed.nonce().hex();
        boolean revoked = context.reader().revokedTokens(call.domain(), session.id()).stream()
                .map(RevokedToken::nonce)
                .anyMatch(nonce::equals);
        Optional<User> user = context.directory()
                .user(session.user())
                .filter(u -> u.credentialRevision() == session.credentialRevision());
        if (revoked || user.isEmpty()) {
            throw new Unauthenticated(INVALID);
        }
        return new SignedIn(session, parsed.nonce(), user.get());
    }

    @Override
    public String toString() {
        return "Refresh[]";
    }
}
