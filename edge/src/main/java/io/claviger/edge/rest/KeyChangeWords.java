package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.Key;
import io.claviger.api.KeyMetaChange;
import io.claviger.api.UpdateKeyRequest;
import io.claviger.key.Milestone;
import io.claviger.operation.KeyView;
import io.claviger.operation.ModifyAttributes;
import io.claviger.operation.Target;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A PATCH of a key. What repeats what is there passes; what cannot change is refused, never ignored. */
final class KeyChangeWords {
    private KeyChangeWords() {}

    /** Whether the key as it is must be looked at first: any field may be a repetition but labels and description. */
    static boolean needsCurrent(UpdateKeyRequest request) {
        var plain = UpdateKeyRequest.builder()
                .labels(request.labels())
                .description(request.description())
                .allVersions(request.allVersions())
                .build();
        return !request.equals(plain);
    }

    /** @param current the key as it is; null where it is not needed */
    static ModifyAttributes change(Target.OfKey target, UpdateKeyRequest request, @Nullable KeyView current) {
        if (current == null) {
            return changed(target, request, null, null, null, null, Map.of());
        }
        Key shown = KeyReplies.key(current);
        requireRepeats(request, shown);
        KeyMetaChange meta = request.meta();
        UUID owner = meta == null ? null : KeyWords.owner(meta.ownerId());
        Map<Action, Set<String>> permissions =
                meta == null || meta.permissions() == null ? null : permissions(meta.permissions(), current);
        return changed(
                target,
                request,
                current.key().owner().equals(owner) ? null : owner,
                current.permissions().equals(permissions) ? null : permissions,
                unlessRepeated(request.unexportable(), current.version().unexportable(), request),
                unlessRepeated(request.undeletable(), current.version().undeletable(), request),
                dates(request, shown));
    }

    /** Clients send every action there is, and null for those they have nothing to say of: these keep what they have. */
    private static Map<Action, Set<String>> permissions(Map<String, Optional<List<String>>> told, KeyView current) {
        var permissions = new EnumMap<Action, Set<String>>(Action.class);
        told.forEach((name, groups) -> {
            Action action = KeyWords.grantable(name);
            Set<String> kept = current.permissions().getOrDefault(action, Set.of());
            Set<String> given = groups.<Set<String>>map(HashSet::new).orElse(kept);
            if (groups.isPresent() || !kept.isEmpty()) {
                permissions.computeIfAbsent(action, _ -> new HashSet<>()).addAll(given);
            }
        });
        return permissions;
    }

    private static ModifyAttributes changed(
            Target.OfKey target,
            UpdateKeyRequest request,
            @Nullable UUID owner,
            @Nullable Map<Action, Set<String>> permissions,
            @Nullable Boolean unexportable,
            @Nullable Boolean undeletable,
            Map<Milestone, Instant> dates) {
        return new ModifyAttributes(
                target,
                request.description(),
                request.labels(),
                owner,
                permissions,
                unexportable,
                undeletable,
                Boolean.TRUE.equals(request.allVersions()),
                dates);
    }

    /** Spread over all versions, a flag that this one has already may still be news to another. */
    private static @Nullable Boolean unlessRepeated(@Nullable Boolean wanted, boolean there, UpdateKeyRequest request) {
        boolean spread = Boolean.TRUE.equals(request.allVersions());
        boolean repeated = wanted != null && wanted == there;
        return (repeated && !spread) ? null : wanted;
    }

    private static Map<Milestone, Instant> dates(UpdateKeyRequest request, Key shown) {
        return KeyWords.dates(
                unlessShown(request.activationDate(), shown.activationDate()),
                unlessShown(request.processStartDate(), shown.processStartDate()),
                unlessShown(request.protectStopDate(), shown.protectStopDate()),
                unlessShown(request.deactivationDate(), shown.deactivationDate()));
    }

    private static @Nullable Instant unlessShown(@Nullable Instant wanted, @Nullable Instant shown) {
        return Objects.equals(wanted, shown) ? null : wanted;
    }

    private static void requireRepeats(UpdateKeyRequest request, Key shown) {
        repeats("id", request.id(), shown.id());
        repeats("uri", request.uri(), shown.uri());
        repeats("account", request.account(), shown.account());
        repeats("application", request.application(), shown.application());
        repeats("devAccount", request.devAccount(), shown.devAccount());
        repeats("createdAt", request.createdAt(), shown.createdAt());
        repeats("updatedAt", request.updatedAt(), shown.updatedAt());
        repeats("name", request.name(), shown.name());
        Integer version = request.version();
        repeats("version", version != null && version == -1 ? null : version, shown.version());
        repeatsWord("algorithm", request.algorithm(), shown.algorithm());
        repeats("size", request.size(), shown.size());
        repeatsWord("curveid", request.curveid(), shown.curveid());
        repeatsWord("objectType", request.objectType(), shown.objectType());
        repeats("usageMask", request.usageMask(), shown.usageMask());
        repeatsWord("state", request.state(), shown.state());
        repeats("owner", request.owner(), shown.owner());
        repeats("uuid", request.uuid(), shown.uuid());
        repeats("muid", request.muid(), shown.muid());
        repeats("neverExported", request.neverExported(), shown.neverExported());
        repeats("neverExportable", request.neverExportable(), shown.neverExportable());
        repeats("allowClientIv", request.allowClientIv(), shown.allowClientIv());
        repeats("archiveDate", request.archiveDate(), shown.archiveDate());
        repeats("destroyDate", request.destroyDate(), shown.destroyDate());
        repeats("compromiseDate", request.compromiseDate(), shown.compromiseDate());
        repeats("compromiseOccurrenceDate", request.compromiseOccurrenceDate(), shown.compromiseOccurrenceDate());
        repeats("revocationReason", request.revocationReason(), shown.revocationReason());
        repeats("revocationMessage", request.revocationMessage(), shown.revocationMessage());
        repeats("publickey", request.publickey(), shown.publickey());
        repeats("format", request.format(), shown.format());
        repeatsWord("sha256Fingerprint", request.sha256Fingerprint(), shown.sha256Fingerprint());
        repeats("sha1Fingerprint", request.sha1Fingerprint(), null);
        repeats("provider", request.provider(), shown.provider());
    }

    private static void repeats(String field, @Nullable Object wanted, @Nullable Object there) {
        if (wanted != null && !wanted.equals(there)) {
            throw cannotChange(field);
        }
    }

    /** Words of the dialect are written in any case. */
    private static void repeatsWord(String field, @Nullable String wanted, @Nullable String there) {
        if (wanted != null && !wanted.equalsIgnoreCase(there)) {
            throw cannotChange(field);
        }
    }

    private static InvalidField cannotChange(String field) {
        return new InvalidField(field, "cannot be changed");
    }
}
