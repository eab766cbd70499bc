package io.claviger.store;

import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.Names;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import java.util.UUID;

/** Users, groups and sessions as rows, and back. */
final class IdentityRows {
    private IdentityRows() {}

    static Row row(User user) {
        return Row.of(
                Tables.USER_ACCOUNT,
                user.domain(),
                user.id(),
                user.username(),
                Names.fold(user.username()),
                user.name(),
                user.nickname(),
                user.email(),
                user.createdAt(),
                user.updatedAt(),
                user.passwordChangedAt(),
                user.credentialRevision(),
                user.revision());
    }

    static User user(Row row) {
        return new User(
                row.domain(),
                row.uuid("id"),
                row.text("username"),
                row.text("name"),
                row.text("nickname"),
                row.text("email"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instantOrNull("password_changed_at"),
                row.number("credential_revision"),
                row.number("revision"));
    }

    static Row row(Credential credential) {
        return Row.of(
                Tables.CREDENTIAL,
                credential.domain(),
                credential.user(),
                credential.salt(),
                credential.hash(),
                credential.memoryKib(),
                credential.iterations(),
                credential.parallelism(),
                credential.revision());
    }

    static Credential credential(Row row) {
        return new Credential(
                row.domain(),
                row.uuid("user_id"),
                row.bytes("salt"),
                row.bytes("hash"),
                row.integer("memory_kib"),
                row.integer("iterations"),
                row.integer("parallelism"),
                row.number("revision"));
    }

    static Row row(Group group) {
        return Row.of(
                Tables.USER_GROUP,
                group.domain(),
                group.id(),
                group.name(),
                Names.fold(group.name()),
                group.description(),
                group.createdAt(),
                group.updatedAt(),
                group.revision());
    }

    static Group group(Row row) {
        return new Group(
                row.domain(),
                row.uuid("id"),
                row.text("name"),
                row.text("description"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.number("revision"));
    }

    static Row row(UUID domain, Membership membership) {
        return Row.of(Tables.MEMBERSHIP, domain, membership.group(), membership.user());
    }

    static Membership membership(Row row) {
        return new Membership(row.uuid("group_id"), row.uuid("user_id"));
    }

    static Row row(Session session) {
        return Row.of(
                Tables.SESSION,
                session.domain(),
                session.id(),
                session.user(),
                session.generation(),
                session.credentialRevision(),
                session.createdAt(),
                session.unusedLifetime(),
                session.endsAt(),
                session.revokedAt(),
                session.revokedTokens(),
                session.revision());
    }

    static Session session(Row row) {
        return new Session(
                row.domain(),
                row.uuid("id"),
                row.uuid("user_id"),
                row.number("generation"),
                row.number("credential_revision"),
                row.instant("created_at"),
                row.number("unused_lifetime"),
                row.instantOrNull("ends_at"),
                row.instantOrNull("revoked_at"),
                row.number("revoked_tokens"),
                row.number("revision"));
    }

    static Row row(RevokedToken token) {
        return Row.of(Tables.REVOKED_TOKEN, token.domain(), token.session(), token.nonce(), token.revokedAt());
    }

    static RevokedToken revokedToken(Row row) {
        return new RevokedToken(row.domain(), row.uuid("session"), row.text("nonce"), row.instant("revoked_at"));
    }
}
