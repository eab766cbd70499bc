package io.claviger.operation;

import io.claviger.KmsException.Unauthenticated;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.SecretBytes;
import io.claviger.identity.Names;
import io.claviger.identity.Principal;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.operation.Operation.Change;
import io.claviger.operation.SignIn.Verified;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins a session by user name and password.
 *
 * @param unusedLifetime how long the refresh token may lie unused, in seconds; null is {@link #UNUSED_LIFETIME}
 * @param lifetime absolute, in seconds; null is none
 */
public record SignIn(
        String username,
        SecretBytes password,
        @Nullable Long unusedLifetime,
        @Nullable Long lifetime) implements Change<Found.OfDomain, Verified, SignIn.SignedIn> {
    static final long UNUSED_LIFETIME = 30L * 24 * 3600;

    private static final String WRONG = "Wrong username or password.";

    /** The password was right, and this user's then. */
    record Verified(User user, UUID session, Bytes nonce) {}

    /** @param nonce eight random bytes of this sign-in, which its tokens carry */
    public record SignedIn(Session session, Bytes nonce, User user) {}

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
        byte[] nonce = new byte[8];
        with.custody().random().nextBytes(nonce);
        return new Verified(user.get(), with.ids().next(), Bytes.taking(nonce));
    }

    @Override
    public SignedIn apply(Call call, Verified verified, Found.OfDomain found, Transaction tx) {
        User user = tx.user(call.domain(), verified.user().id())
                .filter(now -> now.credentialRevision() == verified.user().credentialRevision())
                .orElseThrow(() -> new Unauthenticated(WRONG));
        Instant end = lifetime == null ? null : tx.now().plusSeconds(lifetime);
        var session = new Session(
                call.domain(),
                verified.session(),
                user.id(),
                0,
                user.credentialRevision(),
                tx.now(),
                unusedLifetime == null ? UNUSED_LIFETIME : unusedLifetime,
                end,
                null,
                0,
                0);
        return new SignedIn(tx.insert(session), verified.nonce(), user);
    }

    @Override
    public String toString() {
        return "SignIn[" + username + "]";
    }

    @Override
    public Optional<Principal> actor(Call call, SignedIn result) {
        return Optional.of(new Principal(
                call.domain(),
                result.user().id(),
                "",
                Set.of(),
                result.session().id(),
                0,
                call.principal().source()));
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public UUID resultId(Found.OfDomain found, SignedIn result) {
        return result.session().id();
    }

    @Override
    public SignedIn again(UUID result, Reader reader, Instant now) {
        throw new IllegalStateException("never answered twice");
    }
}
