package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.EcPublic;
import io.claviger.crypto.EdPrivate;
import io.claviger.crypto.HmacKey;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.Custody;
import io.claviger.custody.Kek;
import io.claviger.custody.RootKey;
import io.claviger.custody.SystemKey;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a database holds before anybody asks anything: the key hierarchy open, the sealed sets checked. */
public final class Deployment {
    private final Custody custody;
    private final Map<Purpose, SystemKey> keys = new ConcurrentHashMap<>();
    private final SealedSets sets = new SealedSets(RootDomain.ID);
    private final Map<String, String> settings = new HashMap<>();
    private final Directory directory = new Directory(RootDomain.ID);
    private final SupersededLeaves superseded = new SupersededLeaves();

    private Deployment(Custody custody) {
        this.custody = custody;
    }

    /**
     * Opens what is there, writing nothing, or founds it where there is nothing. Before the first wrap, wraps must be
     * reserved: {@link WrapCount#keep}.
     *
     * @param first asked at a first start only
     * @throws Broken when a seal does not hold or a row is missing
     */
    public static Deployment open(
            Database database,
            RootKey root,
            Supplier<FirstStart> first,
            SecretSlab slab,
            SecureRandom random,
            Ids ids,
            Clock clock) {
        try (var sql = Sql.open(database::openWriter)) {
            Optional<UUID> id = existing(sql);
            Custody custody = id.isPresent()
                    ? Custody.open(id.get(), root, slab, random, unverifiedKeks(sql))
                    : new Founding(root, first.get(), slab, random, ids, clock).found(sql);
            var deployment = new Deployment(custody);
            var rows = new SealedRows(sql, custody);
            deployment.load(rows, sql);
            sql.connection().commit();
            return deployment;
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /** Whether a database holds a deployment already. */
    public static boolean exists(Database database) {
        try (var sql = Sql.open(database::openReader)) {
            return existing(sql).isPresent();
        }
    }

    public Custody custody() {
        return custody;
    }

    public Directory directory() {
        return directory;
    }

    /** Those that live in the database. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    SealedSets sets() {
        return sets;
    }

    /** Empty until the log is opened, which fills it. */
    SupersededLeaves superseded() {
        return superseded;
    }

    public SystemKey systemKey(Purpose purpose) {
        SystemKey key = keys.get(purpose);
        if (key == null) {
            throw new Broken("the key for " + purpose);
        }
        return key;
    }

    /** From now on {@code key} is the one for its purpose. */
    void succeed(SystemKey key) {
        keys.put(key.purpose(), key);
    }

    /** The secret half of a system key; to be closed. */
    public SecretBytes unwrap(Purpose purpose) {
        SystemKey key = systemKey(purpose);
        return custody.unwrap(
                HierarchyRows.materialId(key.domain(), key.id(), purpose), key.wrapped(), key.kekVersion());
    }

    /** The keys that sign tokens and checkpoints, ready. */
    public SystemKeys openSystemKeys() {
        KeySpec p256 = KeySpec.withDefaults(Algorithm.EC, null, Curve.P256);
        KeySpec ed25519 = KeySpec.withDefaults(Algorithm.ED25519, null, null);
        KeySpec hmac = KeySpec.withDefaults(Algorithm.HMAC_SHA256, null, null);
        Bytes tokenKey = systemKey(Purpose.TOKEN_SIGNING).publicKey();
        Bytes checkpointKey = systemKey(Purpose.CHECKPOINT).publicKey();
        return new SystemKeys(
                ready(EcPrivate.class, p256, KeyPart.PRIVATE, Purpose.TOKEN_SIGNING),
                cast(EcPublic.class, ReadyKey.of(p256, KeyPart.PUBLIC, null, tokenKey)),
                tokenKey,
                ready(HmacKey.class, hmac, KeyPart.SECRET, Purpose.REFRESH),
                ready(EdPrivate.class, ed25519, KeyPart.PRIVATE, Purpose.CHECKPOINT),
                checkpointKey);
    }

    private <K extends ReadyKey> K ready(Class<K> type, KeySpec spec, KeyPart part, Purpose purpose) {
        try (SecretBytes secret = unwrap(purpose)) {
            return cast(type, ReadyKey.of(spec, part, secret, systemKey(purpose).publicKey()));
        }
    }

    private static <K extends ReadyKey> K cast(Class<K> type, ReadyKey key) {
        if (!type.isInstance(key)) {
            throw new Broken("a key of the server");
        }
        return type.cast(key);
    }

    private void load(SealedRows rows, Sql sql) {
        UUID domain = RootDomain.ID;
        UUID sealed = rows.find(Tables.DEPLOYMENT, domain)
                .map(row -> row.row().uuid("id"))
                .orElseThrow(() -> new Broken("the deployment"));
        if (!sealed.equals(custody.deployment())) {
            throw new Broken("the deployment");
        }
        rows.list(Tables.KEK, "WHERE domain = ?", domain);
        rows.list(Tables.SYSTEM_KEY, "WHERE domain = ? ORDER BY version", domain)
                .forEach(row -> {
                    SystemKey key = HierarchyRows.systemKey(row.row());
                    keys.put(key.purpose(), key);
                });
        sets.load(rows);
        requireNewestHeads(new NewestLeaves(sql, custody, superseded, Long.MAX_VALUE));
        rows.list(Tables.SETTING, "WHERE domain = ?", domain)
                .forEach(row -> settings.put(row.row().text("name"), row.row().text("value")));
        rows.list(Tables.USER_ACCOUNT, "WHERE domain = ?", domain)
                .forEach(row -> directory.put(IdentityRows.user(row.row())));
        rows.list(Tables.USER_GROUP, "WHERE domain = ?", domain)
                .forEach(row -> directory.put(IdentityRows.group(row.row())));
        rows.list(Tables.MEMBERSHIP, "WHERE domain = ?", domain)
                .forEach(row -> directory.add(IdentityRows.membership(row.row())));
    }

    /** An older head with an older set would agree with each other; the newest leaf about the head gives them away. */
    void requireNewestHeads(NewestLeaves newest) {
        for (Table table : Tables.SETS) {
            SealedSets.Head head = sets.head(table);
            newest.require(RootDomain.ID, head.id(), head.revision(), head.mac().hex(), Tables.SET_HEAD);
        }
    }

    private static Optional<UUID> existing(Sql sql) {
        return sql.first("SELECT id FROM deployment WHERE domain = ?", row -> row.getBytes(1), RootDomain.ID)
                .map(id -> Objects.requireNonNull(Sql.uuid(id)));
    }

    /** Before there is a key to check seals with; each wrap proves itself, and the seals are checked right after. */
    private static List<Kek> unverifiedKeks(Sql sql) {
        var columns = "SELECT " + Tables.KEK.select("") + " FROM kek WHERE domain = ?";
        return sql.list(columns, row -> HierarchyRows.kek(SealedRows.unverified(Tables.KEK, row, 1)), RootDomain.ID);
    }
}
