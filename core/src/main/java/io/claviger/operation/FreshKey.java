package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretBytes;
import io.claviger.custody.Custody;
import io.claviger.custody.MaterialId;
import io.claviger.key.Key;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyVersion;
import io.claviger.key.KeyVersion.Origin;
import io.claviger.key.Milestone;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New key objects with their first versions, material already wrapped: what a transaction only has to write. */
record FreshKey(Key key, KeyVersion version) {
    private static final String PUBLIC_SUFFIX = "_pub";

    /** Bytes for new versions, from wherever they come. */
    record Material(KeySpec spec, @Nullable SecretBytes secret, Bytes publicKey, String provider, Origin origin) {}

    /** One object for a symmetric or public key, two for a pair: the private half first. */
    static List<FreshKey> make(Call call, NewKey asked, Material material, Preparation with) {
        var spec = material.spec();
        UUID owner = asked.owner() == null ? call.principal().id() : knownUser(asked.owner(), with);
        Map<Action, Set<UUID>> permissions = Permissions.resolve(asked.permissions(), with.directory()::groupNamed);
        String name =
                asked.name() == null ? "ks-" + with.ids().next().toString().replace("-", "") : asked.name();
        var fresh = new ArrayList<FreshKey>();
        if (!spec.algorithm().asymmetric()) {
            fresh.add(new Template(call, asked, material, with, owner, permissions, null).of(name, KeyPart.SECRET));
        } else if (material.secret() == null) {
            fresh.add(new Template(call, asked, material, with, owner, permissions, null).of(name, KeyPart.PUBLIC));
        } else {
            var template = new Template(
                    call, asked, material, with, owner, permissions, with.ids().next());
            fresh.add(template.of(name, KeyPart.PRIVATE));
            fresh.add(template.of(name + PUBLIC_SUFFIX, KeyPart.PUBLIC));
        }
        return fresh;
    }

    /** The next version of a key, its number and flags still to be given by the transaction. */
    static KeyVersion next(Found.OfKey found, Material material, UUID id, Preparation with) {
        KeyVersion old = found.version();
        Key key = found.key();
        var dates = new KeyDates(Map.of(Milestone.ACTIVATION, with.now()));
        return version(key.domain(), id, key.id(), key.part(), material, with, dates, old.usage());
    }

    /** As protected as the newest version of its own key is when this one is written. */
    static KeyVersion successor(KeyVersion version, int number, KeyVersion newest) {
        return new KeyVersion(
                version.domain(),
                version.id(),
                version.key(),
                number,
                version.usage(),
                version.dates(),
                newest.unexportable(),
                newest.undeletable(),
                version.everExported(),
                version.origin(),
                version.provider(),
                version.publicKey(),
                version.material(),
                version.kekVersion(),
                version.reservedUses(),
                version.revocationReason(),
                version.revocationMessage(),
                version.createdAt(),
                version.updatedAt(),
                version.revision(),
                version.deletedAt());
    }

    /** KMIP Cryptographic Usage Mask where none is asked. */
    static int defaultUsage(Algorithm algorithm) {
        return switch (algorithm) {
            case AES -> 12;
            case HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> 384;
            case EC, ED25519 -> 3;
            case RSA -> 15;
        };
    }

    private record Template(
            Call call,
            NewKey asked,
            Material material,
            Preparation with,
            UUID owner,
            Map<Action, Set<UUID>> permissions,
            @Nullable UUID pair) {

        FreshKey of(String name, KeyPart part) {
            UUID keyId = with.ids().next();
            UUID versionId = with.ids().next();
            Instant now = with.now();
            var key = new Key(
                    call.domain(),
                    keyId,
                    name,
                    pair,
                    material.spec(),
                    part,
                    owner,
                    asked.description(),
                    asked.labels(),
                    permissions,
                    1,
                    allowClientIv(),
                    now,
                    now,
                    0,
                    null);
            Integer mask = asked.usage();
            int usage = mask == null ? defaultUsage(material.spec().algorithm()) : mask;
            KeyVersion version = version(call.domain(), versionId, keyId, part, material, with, dates(), usage)
                    .edit()
                    .unexportable(asked.unexportable())
                    .undeletable(asked.undeletable())
                    .done();
            return new FreshKey(key, version);
        }

        private boolean allowClientIv() {
            Boolean told = asked.allowClientIv();
            return told == null ? with.rules().allowClientIv() : told;
        }

        private KeyDates dates() {
            var dates = new EnumMap<Milestone, Instant>(Milestone.class);
            dates.putAll(asked.dates());
            if (!asked.preActive()) {
                dates.putIfAbsent(Milestone.ACTIVATION, with.now());
            }
            return new KeyDates(dates).ordered();
        }
    }

    private static KeyVersion version(
            UUID domain,
            UUID id,
            UUID key,
            KeyPart part,
            Material material,
            Preparation with,
            KeyDates dates,
            int usage) {
        SecretBytes secret = part == KeyPart.PUBLIC ? null : material.secret();
        Custody.Wrapped wrapped =
                secret == null ? null : with.custody().wrap(materialId(domain, id, key, part, material.spec()), secret);
        return new KeyVersion(
                domain,
                id,
                key,
                0,
                usage,
                dates,
                false,
                false,
                false,
                material.origin(),
                material.provider(),
                material.publicKey(),
                wrapped == null ? null : wrapped.bytes(),
                wrapped == null ? 0 : wrapped.kekVersion(),
                0,
                null,
                "",
                with.now(),
                with.now(),
                0,
                null);
    }

    static MaterialId materialId(Key key, KeyVersion version) {
        return materialId(key.domain(), version.id(), key.id(), key.part(), key.spec());
    }

    private static MaterialId materialId(UUID domain, UUID id, UUID key, KeyPart part, KeySpec spec) {
        return new MaterialId(domain, key, id, spec.algorithm().name(), spec.bits(), part.name());
    }

    private static UUID knownUser(UUID owner, Preparation with) {
        return with.directory()
                .user(owner)
                .orElseThrow(() -> new InvalidField("meta.ownerId", "must name a user"))
                .id();
    }
}
