package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.crypto.SecretBytes;
import io.claviger.identity.Credential;
import io.claviger.identity.Names;
import io.claviger.identity.PasswordRules;
import io.claviger.identity.Principal;
import io.claviger.identity.User;
import io.claviger.operation.ChangePassword.Verified;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Changes one's own password, proven by the old one; needs no token. Ends every session of the user. */
public record ChangePassword(String username, SecretBytes password, SecretBytes newPassword)
        implements Change<Found.OfDomain, Verified, User> {
    private static final String WRONG = "Wrong username or password.";

    record Verified(User user, Credential fresh) {}

    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Verified prepare(Call call, Found.OfDomain found, Preparation with) {
        Optional<User> user = with.directory().userNamed(Names.fold(username));
        var credential = user.flatMap(u -> with.store().read(reader -> reader.credential(u.domain(), u.id())));
        if (!with.passwords().matches(credential, password) || user.isEmpty()) {
            throw new Unauthenticated(WRONG);
        }
        PasswordRules.require("new_password", newPassword, user.get().username());
        if (newPassword.matches(password)) {
            throw new InvalidField("new_password", "must differ from the old one");
        }
        return new Verified(
                user.get(), with.passwords().hash(call.domain(), user.get().id(), newPassword));
    }

    @Override
    public User apply(Call call, Verified verified, Found.OfDomain found, Transaction tx) {
        User user = tx.user(call.domain(), verified.user().id())
                .filter(now -> now.credentialRevision() == verified.user().credentialRevision())
                .orElseThrow(() -> new Unauthenticated(WRONG));
        tx.put(verified.fresh());
        return tx.save(user.withNewPassword(tx.now()));
    }

    @Override
    public String toString() {
        return "ChangePassword[" + username + "]";
    }

    @Override
    public Optional<Principal> actor(Call call, User result) {
        return Optional.of(new Principal(
                call.domain(),
                result.id(),
                "",
                Set.of(),
                Principal.NOBODY,
                0,
                call.principal().source()));
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public UUID resultId(Found.OfDomain found, User result) {
        return result.id();
    }

    @Override
    public User again(UUID result, Reader reader, Instant now) {
        throw new IllegalStateException("never answered twice");
    }
}
