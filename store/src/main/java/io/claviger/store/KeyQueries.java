package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.key.Key;
import io.claviger.key.KeyName;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyVersion;
import io.claviger.operation.Found;
import io.claviger.operation.KeyFilter;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.claviger.policy.Action;
import io.claviger.policy.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds keys and versions. */
final class KeyQueries {
    private static final Pattern URI = Pattern.compile("kylo:kylo:vault:keys:(.+)-v(\\d{1,9})");
    private static final String OF_KEY = "WHERE domain = ? AND managed_key = ? ";

    private final Sql sql;
    private final SealedRows rows;
    private final NewestLeaves newest;
    private final Predicate<UUID> unrecorded;
    private final Instant now;

    /** @param unrecorded rows without a leaf as yet, which this very transaction wrote */
    KeyQueries(Sql sql, SealedRows rows, NewestLeaves newest, Predicate<UUID> unrecorded, Instant now) {
        this.sql = sql;
        this.rows = rows;
        this.newest = newest;
        this.unrecorded = unrecorded;
        this.now = now;
    }

    Optional<Found.OfKey> find(UUID domain, KeyRef ref) {
        KeyRef.Kind kind = ref.kind();
        if (kind == null) {
            return byId(domain, ref).or(() -> byName(domain, ref)).or(() -> byUri(domain, ref));
        }
        return switch (kind) {
            case ID -> byId(domain, ref);
            case ID_EVEN_DELETED -> evenDeleted(domain, ref);
            case NAME -> byName(domain, ref);
            case URI, SLUG -> byUri(domain, ref);
            case ALIAS -> Optional.empty();
        };
    }

    /** The id of a version names that one; the id of a key its newest. */
    private Optional<Found.OfKey> byId(UUID domain, KeyRef ref) {
        return IdText.parse(ref.text()).flatMap(id -> {
            Optional<KeyVersion> version = version(domain, id);
            if (version.isPresent()) {
                Integer asked = ref.version();
                return version.filter(v -> asked == null || asked == v.number()).flatMap(this::withKey);
            }
            return key(domain, id).flatMap(key -> numbered(key, ref));
        });
    }

    private Optional<Found.OfKey> evenDeleted(UUID domain, KeyRef ref) {
        return IdText.parse(ref.text())
                .flatMap(id -> rows.find(Tables.KEY_VERSION, domain, id))
                .map(row -> version(row))
                .flatMap(version -> rows.find(Tables.MANAGED_KEY, domain, version.key())
                        .map(row -> new Found.OfKey(whole(row), version)));
    }

    private Optional<Found.OfKey> byName(UUID domain, KeyRef ref) {
        return named(domain, ref.text()).flatMap(key -> numbered(key, ref));
    }

    /** {@code kylo:kylo:vault:keys:<name>-v<number>}, or that without what stands before the name. */
    private Optional<Found.OfKey> byUri(UUID domain, KeyRef ref) {
        String text = ref.text().startsWith("kylo:") ? ref.text() : "kylo:kylo:vault:keys:" + ref.text();
        Matcher uri = URI.matcher(text);
        if (!uri.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(uri.group(2));
        Integer asked = ref.version();
        if (asked != null && asked != number) {
            return Optional.empty();
        }
        return named(domain, uri.group(1)).flatMap(key -> numbered(key, new KeyRef(ref.text(), null, number)));
    }

    /** @throws Broken when the log knows of a version that is not there */
    Optional<KeyVersion> version(UUID domain, UUID id) {
        Optional<SealedRows.Checked> row = rows.find(Tables.KEY_VERSION, domain, id);
        if (row.isEmpty() && newest.ofVersion(domain, id)) {
            throw new Broken("a version of a key");
        }
        return row.map(this::version).filter(KeyQueries::live);
    }

    Optional<Key> key(UUID domain, UUID id) {
        return rows.find(Tables.MANAGED_KEY, domain, id).map(this::whole).filter(key -> key.deletedAt() == null);
    }

    /** Numbers are given once and rows stay when a version is deleted: none may be missing. */
    List<KeyVersion> versions(UUID domain, UUID key) {
        List<KeyVersion> all = rows.list(Tables.KEY_VERSION, OF_KEY + "ORDER BY number", domain, key).stream()
                .map(this::version)
                .toList();
        long given = rows.find(Tables.MANAGED_KEY, domain, key)
                .map(row -> newest(row).number("next_version"))
                .orElse(0L);
        if (all.size() != given) {
            throw new Broken("versions of a key");
        }
        return all.stream().filter(KeyQueries::live).toList();
    }

    private static boolean live(KeyVersion version) {
        return version.deletedAt() == null;
    }

    Optional<Key> otherHalf(Key key) {
        UUID pair = key.pair();
        if (pair == null) {
            return Optional.empty();
        }
        List<Key> halves = rows.list(Tables.MANAGED_KEY, "WHERE domain = ? AND pair = ?", key.domain(), pair).stream()
                .map(this::whole)
                .toList();
        if (halves.size() != 2) {
            throw new Broken("the other half of a pair");
        }
        return halves.stream()
                .filter(other -> !other.id().equals(key.id()) && other.deletedAt() == null)
                .findFirst();
    }

    /** @throws Broken unless the version is there, is what the log says, and has a key */
    void requireVersion(UUID domain, UUID version) {
        SealedRows.Checked row =
                rows.find(Tables.KEY_VERSION, domain, version).orElseThrow(() -> new Broken("a version of a key"));
        UUID key = newest(row).uuid("managed_key");
        if (sql.number("SELECT COUNT(*) FROM managed_key WHERE domain = ? AND id = ?", domain, key) != 1) {
            throw new Broken("the key of a version");
        }
    }

    /** @throws Broken if there is such a key and it is not what the log says, with its labels and permissions */
    void requireWhole(UUID domain, UUID key) {
        rows.find(Tables.MANAGED_KEY, domain, key).ifPresent(this::whole);
    }

    Page<Found.OfKey> list(UUID domain, KeyFilter filter, Visibility visible, Paging paging) {
        if (filter.nothing()) {
            return new Page<>(List.of(), 0, false);
        }
        var where = KeyConditions.of(domain, filter, visible, now);
        List<Found.OfKey> items = paging.limit() == 0 ? List.of() : page(where, filter, paging);
        long most = paging.skip() + Paging.COUNT_AHEAD;
        var counted = "SELECT COUNT(*) FROM (SELECT 1 FROM key_version v JOIN managed_key k"
                + " ON k.domain = v.domain AND k.id = v.managed_key WHERE " + where.sql() + " LIMIT "
                + (most + 1) + ") counted";
        long total = sql.number(counted, where.arguments().toArray());
        return new Page<>(items, Math.min(total, most), total > most);
    }

    private List<Found.OfKey> page(KeyConditions where, KeyFilter filter, Paging paging) {
        String select = "SELECT " + Tables.KEY_VERSION.select("v.") + ", " + Tables.MANAGED_KEY.select("k.")
                + " FROM key_version v JOIN managed_key k ON k.domain = v.domain AND k.id = v.managed_key"
                + " WHERE " + where.sql() + " ORDER BY " + KeyConditions.order(filter) + " LIMIT "
                + paging.limit() + " OFFSET " + paging.skip();
        int second = Tables.KEY_VERSION.columns().size() + 2;
        record Both(SealedRows.Checked version, SealedRows.Checked key) {}
        List<Both> found = sql.list(
                select,
                row -> new Both(rows.read(Tables.KEY_VERSION, row, 1), rows.read(Tables.MANAGED_KEY, row, second)),
                where.arguments().toArray());
        Map<UUID, Key> keys = new HashMap<>();
        var items = new ArrayList<Found.OfKey>();
        for (Both both : found) {
            Key key = keys.computeIfAbsent(both.key().row().uuid("id"), _ -> whole(both.key()));
            items.add(new Found.OfKey(key, version(both.version())));
        }
        return items;
    }

    private Optional<Key> named(UUID domain, String name) {
        var condition = "WHERE domain = ? AND name_folded = ? AND deleted_at IS NULL";
        return rows.list(Tables.MANAGED_KEY, condition, domain, KeyName.fold(name)).stream()
                .map(row -> whole(row))
                .findFirst();
    }

    /** The version with that number, or the newest that is live; each number was given once, and its row stays. */
    private Optional<Found.OfKey> numbered(Key key, KeyRef ref) {
        Integer asked = ref.version();
        if (asked != null) {
            return asked < key.nextVersion()
                    ? Optional.of(numbered(key, asked)).filter(KeyQueries::live).map(v -> new Found.OfKey(key, v))
                    : Optional.empty();
        }
        for (int number = key.nextVersion() - 1; number >= 0; number--) {
            KeyVersion version = numbered(key, number);
            if (live(version)) {
                return Optional.of(new Found.OfKey(key, version));
            }
        }
        return Optional.empty();
    }

    private KeyVersion numbered(Key key, int number) {
        return rows.list(Tables.KEY_VERSION, OF_KEY + "AND number = ?", key.domain(), key.id(), number).stream()
                .findFirst()
                .map(this::version)
                .orElseThrow(() -> new Broken("a version of a key"));
    }

    private Optional<Found.OfKey> withKey(KeyVersion version) {
        Key key = rows.find(Tables.MANAGED_KEY, version.domain(), version.key())
                .map(this::whole)
                .orElseThrow(() -> new Broken("the key of a version"));
        return key.deletedAt() == null ? Optional.of(new Found.OfKey(key, version)) : Optional.empty();
    }

    private KeyVersion version(SealedRows.Checked row) {
        return KeyRows.version(newest(row));
    }

    /** An older row that was put back is not an answer. */
    private Row newest(SealedRows.Checked row) {
        UUID id = row.row().uuid("id");
        if (!unrecorded.test(id)) {
            newest.require(id, row);
        }
        return row.row();
    }

    /** A key with its labels and permissions. */
    private Key whole(SealedRows.Checked checked) {
        Row row = newest(checked);
        UUID domain = row.domain();
        UUID id = row.uuid("id");
        Map<String, String> labels = new HashMap<>();
        sql.list(
                "SELECT name, value FROM key_label WHERE domain = ? AND managed_key = ?",
                label -> labels.put(label.getString(1), label.getString(2)),
                domain,
                id);
        Map<Action, Set<UUID>> permissions = new EnumMap<>(Action.class);
        sql.list(
                "SELECT action, grantee FROM key_permission WHERE domain = ? AND managed_key = ?",
                grant -> permissions
                        .computeIfAbsent(action(grant.getString(1)), _ -> new HashSet<>())
                        .add(Objects.requireNonNull(Sql.uuid(grant.getBytes(2)))),
                domain,
                id);
        return KeyRows.key(row, labels, permissions);
    }

    /** These rows have no seal of their own: what no action is called was not written here. */
    private static Action action(String name) {
        return Arrays.stream(Action.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Broken("permissions of a key"));
    }
}
