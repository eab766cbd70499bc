package io.claviger.operation;

import static java.util.Objects.requireNonNullElse;

import io.claviger.KmsException.NotFound;
import io.claviger.RootDomain;
import io.claviger.crypto.SecretBytes;
import io.claviger.identity.Credential;
import io.claviger.identity.PasswordRules;
import io.claviger.identity.User;
import io.claviger.operation.ModifyUser.Prepared;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes a user; null leaves as it is. A new password ends every session of his. */
public record ModifyUser(
        Target.OfUser target,
        @Nullable String name,
        @Nullable String nickname,
        @Nullable String email,
        @Nullable SecretBytes password)
        implements Change<Found.OfUser, Prepared, UserView> {

    record Prepared(@Nullable Credential credential) {}

    @Override
    public Prepared prepare(Call call, Found.OfUser found, Preparation with) {
        if (password == null) {
            return new Prepared(null);
        }
        PasswordRules.require("password", password, found.user().username());
        return new Prepared(with.passwords().hash(call.domain(), found.user().id(), password));
    }

    @Override
    public UserView apply(Call call, Prepared prepared, Found.OfUser found, Transaction tx) {
        User old = found.user();
        User user = old.with(
                requireNonNullElse(name, old.name()),
                requireNonNullElse(nickname, old.nickname()),
                requireNonNullElse(email, old.email()));
        Credential credential = prepared.credential();
        if (credential != null) {
            user = user.withNewPassword(tx.now());
            tx.put(credential);
        }
        return new UserView(tx.save(user), List.of());
    }

    @Override
    public boolean relative() {
        return true;
    }

    @Override
    public UUID resultId(Found.OfUser found, UserView result) {
        return result.user().id();
    }

    @Override
    public UserView again(UUID result, Reader reader, Instant now) {
        return new UserView(reader.user(RootDomain.ID, result).orElseThrow(NotFound::new), List.of());
    }
}
