package io.claviger.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person or program that signs in with a password.
 *
 * @param username unique in the domain without regard to case; never changes
 * @param name as it is shown
 * @param passwordChangedAt when the password last changed
 * @param credentialRevision rises with each new password: sessions begun under an older one are over
 * @param revision of the stored row
 */
public record User(
        UUID domain,
        UUID id,
        String username,
        String name,
        String nickname,
        String email,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant passwordChangedAt,
        long credentialRevision,
        long revision) {

    public User with(String newName, String newNickname, String newEmail) {
        return new User(
                domain,
                id,
                username,
                newName,
                newNickname,
                newEmail,
                createdAt,
                updatedAt,
                passwordChangedAt,
                credentialRevision,
                revision);
    }

    public User withNewPassword(Instant at) {
        return new User(
                domain,
                id,
                username,
                name,
                nickname,
                email,
                createdAt,
                updatedAt,
                at,
                credentialRevision + 1,
                revision);
    }

    /** As the store writes it: one revision on, stamped. */
    public User saved(Instant now) {
        return new User(
                domain,
                id,
                username,
                name,
                nickname,
                email,
                createdAt,
                now,
                passwordChangedAt,
                credentialRevision,
                revision + 1);
    }
}
