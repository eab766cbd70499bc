package io.claviger.operation;

import io.claviger.KmsException.NotFound;
import io.claviger.RootDomain;
import io.claviger.crypto.SecretBytes;
import io.claviger.identity.Credential;
import io.claviger.identity.Names;
import io.claviger.identity.PasswordRules;
import io.claviger.identity.User;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes a user who signs in with a password. */
public record CreateUser(String username, String name, String nickname, String email, SecretBytes password)
        implements Change<Found.OfDomain, Credential, UserView> {
    public CreateUser {
        Names.require("username", username);
        PasswordRules.require("password", password, username);
    }

    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Credential prepare(Call call, Found.OfDomain found, Preparation with) {
        UUID id = with.ids().next();
        return with.passwords().hash(call.domain(), id, password);
    }

    @Override
    public UserView apply(Call call, Credential credential, Found.OfDomain found, Transaction tx) {
        var user = new User(
                call.domain(), credential.user(), username, name, nickname, email, tx.now(), tx.now(), tx.now(), 1, 0);
        User made = tx.insert(user);
        tx.put(credential);
        return new UserView(made, List.of());
    }

    @Override
    public UUID resultId(Found.OfDomain found, UserView result) {
        return result.user().id();
    }

    @Override
    public UserView again(UUID result, Reader reader, Instant now) {
        return new UserView(reader.user(RootDomain.ID, result).orElseThrow(NotFound::new), List.of());
    }
}
