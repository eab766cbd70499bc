package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.NotFound;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Ends one sign-in of the caller's own: its refresh token and its access tokens are no longer honoured. */
public record RevokeToken(String token) implements Change<Found.OfDomain, RefreshToken, Nothing> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public RefreshToken prepare(Call call, Found.OfDomain found, Preparation with) {
        RefreshToken parsed = RefreshToken.parse(token)
                .orElseThrow(() -> new InvalidField("refresh_token", "must be a refresh token"));
        boolean own = with.store()
                .read(reader -> reader.session(call.domain(), parsed.session()))
                .filter(s -> parsed.genuine(s, with.system()))
                .filter(s -> s.user().equals(call.principal().id()))
                .isPresent();
        if (!own) {
            throw new NotFound();
        }
        return parsed;
    }

    @Override
    public Nothing apply(Call call, RefreshToken parsed, Found.OfDomain found, Transaction tx) {
        Session session = tx.session(call.domain(), parsed.session()).orElseThrow(NotFound::new);
        String nonce = parsed.nonce().hex();
        boolean done = tx.revokedTokens(call.domain(), session.id()).stream()
                .anyMatch(revoked -> revoked.nonce().equals(nonce));
        if (!done) {
            tx.save(session.withRevokedToken());
            tx.insert(new RevokedToken(call.domain(), session.id(), nonce, tx.now()));
        }
        return Nothing.IT;
    }

    @Override
    public String toString() {
        return "RevokeToken[]";
    }

    @Override
    public UUID resultId(Found.OfDomain found, Nothing result) {
        return found.domain();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
