package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.Sha256;
import io.claviger.custody.Fields;
import io.claviger.key.Key;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyName;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.KeyVersion.Origin;
import io.claviger.key.Milestone;
import io.claviger.key.RevocationReason;
import io.claviger.key.Transition;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys, versions and transitions as rows, and back. */
final class KeyRows {
    private KeyRows() {}

    static Row row(Key key) {
        Curve curve = key.spec().curve();
        return Row.of(
                Tables.MANAGED_KEY,
                key.domain(),
                key.id(),
                key.name(),
                KeyName.fold(key.name()),
                key.pair(),
                key.spec().algorithm().name(),
                key.spec().bits(),
                curve == null ? null : curve.name(),
                key.part().name(),
                key.owner(),
                key.description(),
                key.nextVersion(),
                key.allowClientIv(),
                key.createdAt(),
                key.updatedAt(),
                key.deletedAt(),
                parts(key.labels(), key.permissions()),
                key.revision());
    }

    /** @throws Broken when labels or permissions are not those that the row's seal covers */
    static Key key(Row row, Map<String, String> labels, Map<Action, Set<UUID>> permissions) {
        if (!row.bytes("parts").equals(parts(labels, permissions))) {
            throw new Broken("labels or permissions of a key");
        }
        String curve = row.textOrNull("curve");
        var spec = new KeySpec(
                Algorithm.valueOf(row.text("algorithm")),
                row.integer("bits"),
                curve == null ? null : Curve.valueOf(curve));
        return new Key(
                row.domain(),
                row.uuid("id"),
                row.text("name"),
                row.uuidOrNull("pair"),
                spec,
                KeyPart.valueOf(row.text("part")),
                row.uuid("owner"),
                row.text("description"),
                labels,
                permissions,
                row.integer("next_version"),
                row.flag("allow_client_iv"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.number("revision"),
                row.instantOrNull("deleted_at"));
    }

    /** SHA-256 over sorted labels and permissions, which stand in tables of their own. */
    private static Bytes parts(Map<String, String> labels, Map<Action, Set<UUID>> permissions) {
        var fields = new Fields(1, "key_parts");
        int number = 1;
        for (var label : new TreeMap<>(labels).entrySet()) {
            fields.field(number++, "label").field(number++, label.getKey()).field(number++, label.getValue());
        }
        for (var permission : new TreeMap<>(permissions).entrySet()) {
            for (UUID group : new TreeSet<>(permission.getValue())) {
                fields.field(number++, "permission")
                        .field(number++, permission.getKey().name())
                        .field(number++, group);
            }
        }
        return Bytes.copyOf(Sha256.digest(fields.bytes()));
    }

    static Row row(KeyVersion version) {
        KeyDates dates = version.dates();
        RevocationReason reason = version.revocationReason();
        return Row.of(
                Tables.KEY_VERSION,
                version.domain(),
                version.id(),
                version.key(),
                version.number(),
                version.usage(),
                dates.get(Milestone.ACTIVATION),
                dates.get(Milestone.PROCESS_START),
                dates.get(Milestone.PROTECT_STOP),
                dates.get(Milestone.DEACTIVATION),
                dates.get(Milestone.DEACTIVATED),
                dates.get(Milestone.SUSPENDED),
                dates.get(Milestone.COMPROMISED),
                dates.get(Milestone.COMPROMISE_OCCURRED),
                dates.get(Milestone.DESTROYED),
                dates.get(Milestone.ARCHIVED),
                version.unexportable(),
                version.undeletable(),
                version.everExported(),
                version.origin().name(),
                version.provider(),
                version.publicKey(),
                version.material(),
                version.kekVersion(),
                version.reservedUses(),
                reason == null ? null : reason.name(),
                version.revocationMessage(),
                version.createdAt(),
                version.updatedAt(),
                version.deletedAt(),
                version.revision());
    }

    static KeyVersion version(Row row) {
        String reason = row.textOrNull("revocation_reason");
        return new KeyVersion(
                row.domain(),
                row.uuid("id"),
                row.uuid("managed_key"),
                row.integer("number"),
                row.integer("usage_mask"),
                dates(row),
                row.flag("unexportable"),
                row.flag("undeletable"),
                row.flag("ever_exported"),
                Origin.valueOf(row.text("origin")),
                row.text("provider"),
                row.bytes("public_key"),
                row.bytesOrNull("material"),
                row.integer("kek_version"),
                row.number("reserved_uses"),
                reason == null ? null : RevocationReason.valueOf(reason),
                row.text("revocation_message"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.number("revision"),
                row.instantOrNull("deleted_at"));
    }

    private static KeyDates dates(Row row) {
        var dates = new EnumMap<Milestone, Instant>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            @Nullable Instant date = row.instantOrNull(column(milestone));
            if (date != null) {
                dates.put(milestone, date);
            }
        }
        return new KeyDates(dates);
    }

    static String column(Milestone milestone) {
        return switch (milestone) {
            case ACTIVATION -> "activation";
            case PROCESS_START -> "process_start";
            case PROTECT_STOP -> "protect_stop";
            case DEACTIVATION -> "deactivation";
            case DEACTIVATED -> "deactivated_at";
            case SUSPENDED -> "suspended_at";
            case COMPROMISED -> "compromised_at";
            case COMPROMISE_OCCURRED -> "compromise_occurred";
            case DESTROYED -> "destroyed_at";
            case ARCHIVED -> "archived_at";
        };
    }

    static Row row(Transition t) {
        return Row.of(
                Tables.TRANSITION,
                t.domain(),
                t.version(),
                t.id(),
                t.at(),
                t.from().name(),
                t.to().name(),
                t.reason(),
                t.message(),
                t.actor());
    }

    static Transition transition(Row row) {
        return new Transition(
                row.domain(),
                row.uuid("version"),
                row.uuid("id"),
                row.instant("at"),
                KeyState.valueOf(row.text("from_state")),
                KeyState.valueOf(row.text("to_state")),
                row.text("reason"),
                row.text("message"),
                row.uuid("actor"));
    }
}
