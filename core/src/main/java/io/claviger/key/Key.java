package io.claviger.key;

import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all versions of a key share (NIST SP 800-57 part 1, section 6.2.3).
 *
 * @param domain the tenant; every look-up names it
 * @param pair what the two halves of an asymmetric pair have in common; null for a symmetric key
 * @param part what material its versions hold
 * @param owner id of a user
 * @param permissions who, beside the owner, may do what: ids of groups by action
 * @param nextVersion the number that the next version gets; never given twice, or old ciphertext would meet another key
 * @param allowClientIv whether callers may choose the IV of an encryption
 * @param revision of the stored row, for optimistic concurrency; never shown as a version
 * @param deletedAt set on the tombstone that remains when the last version is gone
 */
public record Key(
        UUID domain,
        UUID id,
        String name,
        @Nullable UUID pair,
        KeySpec spec,
        KeyPart part,
        UUID owner,
        String description,
        Map<String, String> labels,
        Map<Action, Set<UUID>> permissions,
        int nextVersion,
        boolean allowClientIv,
        Instant createdAt,
        Instant updatedAt,
        long revision,
        @Nullable Instant deletedAt) {

    public Key {
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
        permissions = Map.copyOf(permissions);
    }

    public Key withNextVersion(int next) {
        return copy(name, owner, description, labels, permissions, next, deletedAt);
    }

    public Key withOwner(UUID newOwner) {
        return copy(name, newOwner, description, labels, permissions, nextVersion, deletedAt);
    }

    public Key withDescription(String text) {
        return copy(name, owner, text, labels, permissions, nextVersion, deletedAt);
    }

    public Key withLabels(Map<String, String> changed) {
        return copy(name, owner, description, changed, permissions, nextVersion, deletedAt);
    }

    public Key withPermissions(Map<Action, Set<UUID>> changed) {
        return copy(name, owner, description, labels, changed, nextVersion, deletedAt);
    }

    public Key deleted(Instant at) {
        return copy(name, owner, description, labels, permissions, nextVersion, at);
    }

    /** As the store writes it: one revision on, stamped. */
    public Key saved(Instant now) {
        return new Key(
                domain,
                id,
                name,
                pair,
                spec,
                part,
                owner,
                description,
                labels,
                permissions,
                nextVersion,
                allowClientIv,
                createdAt,
                now,
                revision + 1,
                deletedAt);
    }

    private Key copy(
            String newName,
            UUID newOwner,
            String newDescription,
            Map<String, String> newLabels,
            Map<Action, Set<UUID>> newPermissions,
            int newNextVersion,
            @Nullable Instant newDeletedAt) {
        return new Key(
                domain,
                id,
                newName,
                pair,
                spec,
                part,
                newOwner,
                newDescription,
                newLabels,
                newPermissions,
                newNextVersion,
                allowClientIv,
                createdAt,
                updatedAt,
                revision,
                newDeletedAt);
    }
}
