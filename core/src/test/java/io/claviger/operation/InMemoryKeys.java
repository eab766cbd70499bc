package io.claviger.operation;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Curve;
import io.claviger.key.Key;
import io.claviger.key.KeyName;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyVersion;
import io.claviger.policy.Action;
import io.claviger.policy.Visibility;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds keys and versions by looking at each. */
final class InMemoryKeys {
    private static final Pattern URI = Pattern.compile("kylo:kylo:vault:keys:(.+)-v(\\d{1,9})");

    private final InMemoryTables tables;
    private final Instant now;

    InMemoryKeys(InMemoryTables tables, Instant now) {
        this.tables = tables;
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

    List<KeyVersion> versions(UUID domain, UUID key) {
        return tables.versionsOf.getOrDefault(key, List.of()).stream()
                .flatMap(id -> Optional.ofNullable(tables.versions.get(id)).stream())
                .filter(version -> version.domain().equals(domain) && version.deletedAt() == null)
                .sorted(Comparator.comparingInt(KeyVersion::number))
                .toList();
    }

    Optional<Key> otherHalf(Key key) {
        UUID pair = key.pair();
        return pair == null
                ? Optional.empty()
                : tables.halves.getOrDefault(pair, List.of()).stream()
                        .filter(id -> !id.equals(key.id()))
                        .flatMap(id -> key(key.domain(), id).stream())
                        .findFirst();
    }

    Page<Found.OfKey> list(UUID domain, KeyFilter filter, Visibility visible, Paging paging) {
        if (filter.nothing()) {
            return new Page<>(List.of(), 0, false);
        }
        List<Found.OfKey> all = tables.versions.values().stream()
                .filter(version -> version.domain().equals(domain) && (filter.deleted() || version.deletedAt() == null))
                .flatMap(version ->
                        Optional.ofNullable(tables.keys.get(version.key()))
                                .map(key -> new Found.OfKey(key, version))
                                .stream())
                .filter(found -> sees(visible, found.key()) && meets(filter, found))
                .sorted(order(filter))
                .toList();
        List<Found.OfKey> items =
                all.stream().skip(paging.skip()).limit(paging.limit()).toList();
        long most = paging.skip() + Paging.COUNT_AHEAD;
        return new Page<>(items, Math.min(all.size(), most), all.size() > most);
    }

    private Optional<Found.OfKey> byId(UUID domain, KeyRef ref) {
        return id(ref.text()).flatMap(id -> {
            KeyVersion version = tables.versions.get(id);
            if (version == null
                    || version.deletedAt() != null
                    || !version.domain().equals(domain)) {
                return key(domain, id).flatMap(key -> numbered(key, ref.version()));
            }
            Integer asked = ref.version();
            return asked == null || asked == version.number() ? withKey(version) : Optional.empty();
        });
    }

    private Optional<Found.OfKey> evenDeleted(UUID domain, KeyRef ref) {
        return id(ref.text())
                .flatMap(id -> Optional.ofNullable(tables.versions.get(id)))
                .filter(version -> version.domain().equals(domain))
                .flatMap(version ->
                        Optional.ofNullable(tables.keys.get(version.key())).map(key -> new Found.OfKey(key, version)));
    }

    private Optional<Found.OfKey> byName(UUID domain, KeyRef ref) {
        return named(domain, ref.text()).flatMap(key -> numbered(key, ref.version()));
    }

    private Optional<Found.OfKey> byUri(UUID domain, KeyRef ref) {
        String text = ref.text().startsWith("kylo:") ? ref.text() : "kylo:kylo:vault:keys:" + ref.text();
        var uri = URI.matcher(text);
        if (!uri.matches()) {
            return Optional.empty();
        }
        Integer number = Integer.valueOf(uri.group(2));
        Integer asked = ref.version();
        return asked != null && !asked.equals(number)
                ? Optional.empty()
                : named(domain, uri.group(1)).flatMap(key -> numbered(key, number));
    }

    private Optional<Found.OfKey> numbered(Key key, @Nullable Integer number) {
        List<KeyVersion> all = versions(key.domain(), key.id());
        return all.stream()
                .filter(version -> number == null || version.number() == number)
                .reduce((_, newer) -> newer)
                .map(version -> new Found.OfKey(key, version));
    }

    private Optional<Key> named(UUID domain, String name) {
        return Optional.ofNullable(tables.liveNames.get(KeyName.fold(name))).flatMap(id -> key(domain, id));
    }

    private Optional<Key> key(UUID domain, UUID id) {
        return Optional.ofNullable(tables.keys.get(id))
                .filter(key -> key.domain().equals(domain) && key.deletedAt() == null);
    }

    private Optional<Found.OfKey> withKey(KeyVersion version) {
        return key(version.domain(), version.key()).map(key -> new Found.OfKey(key, version));
    }

    private static boolean sees(Visibility visible, Key key) {
        Set<UUID> readers = key.permissions().getOrDefault(Action.READ_KEY, Set.of());
        return visible.all()
                || key.owner().equals(visible.owner())
                || visible.groups().stream().anyMatch(readers::contains);
    }

    private boolean meets(KeyFilter filter, Found.OfKey found) {
        Key key = found.key();
        KeyVersion version = found.version();
        String algorithm = filter.algorithm();
        String curve = filter.curve();
        return named(filter.name(), key.name())
                && same(filter.id(), version.id())
                && same(filter.size(), key.spec().bits())
                && same(filter.usageMask(), version.usage())
                && same(filter.version(), version.number())
                && same(filter.owner(), key.owner())
                && same(filter.unexportable(), version.unexportable())
                && same(filter.undeletable(), version.undeletable())
                && same(filter.part(), key.part().name())
                && same(filter.state(), version.state(now))
                && (algorithm == null
                        || Algorithm.of(algorithm).equals(Optional.of(key.spec().algorithm())))
                && (curve == null
                        || (key.spec().curve() != null
                                && Curve.of(curve)
                                        .equals(Optional.ofNullable(key.spec().curve()))))
                && filter.labels().stream().allMatch(selector -> selects(selector, key));
    }

    private static boolean named(@Nullable String wanted, String name) {
        if (wanted == null) {
            return true;
        }
        String folded = KeyName.fold(name);
        return Wildcard.isPattern(wanted)
                ? Wildcard.matches(KeyName.fold(wanted), folded)
                : KeyName.fold(wanted).equals(folded);
    }

    private static boolean same(@Nullable Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static boolean selects(LabelSelector selector, Key key) {
        String value = key.labels().get(selector.label());
        return switch (selector.test()) {
            case EXISTS -> value != null;
            case ABSENT -> value == null;
            case IN -> value != null && selector.values().contains(value);
            case NOT_IN -> value == null || !selector.values().contains(value);
        };
    }

    private static Comparator<Found.OfKey> order(KeyFilter filter) {
        Comparator<Found.OfKey> order = switch (filter.sort()) {
            case NAME -> Comparator.comparing(found -> KeyName.fold(found.key().name()));
            case CREATED -> Comparator.comparing(found -> found.version().createdAt());
            case UPDATED -> Comparator.comparing(found -> found.version().updatedAt());
            case VERSION -> Comparator.comparingInt(found -> found.version().number());
        };
        Comparator<Found.OfKey> whole =
                order.thenComparing(found -> found.version().id());
        return filter.descending() ? whole.reversed() : whole;
    }

    static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
