package io.claviger.operation;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.KeyPart;
import io.claviger.key.KeyState;
import io.claviger.key.Milestone;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a key is, written down a second time and as simply as the standard says it. */
final class NaiveKeys {
    /** A version; {@code state} is what was last seen of it. */
    static final class Version {
        final UUID id;
        final Half half;
        final int number;
        final int usage;
        final Map<Milestone, Instant> dates = new EnumMap<>(Milestone.class);
        boolean unexportable;
        boolean undeletable;
        boolean exported;
        boolean deleted;
        KeyState seen = KeyState.PRE_ACTIVATION;

        Version(UUID id, Half half, int number, int usage) {
            this.id = id;
            this.half = half;
            this.number = number;
            this.usage = usage;
        }

        boolean has(Milestone milestone) {
            return dates.containsKey(milestone);
        }

        boolean reached(Milestone milestone, Instant now) {
            Instant date = dates.get(milestone);
            return date != null && !now.isBefore(date);
        }

        /** Nobody suspends yet. */
        KeyState state(Instant now) {
            if (has(Milestone.DESTROYED)) {
                return has(Milestone.COMPROMISED) ? KeyState.DESTROYED_COMPROMISED : KeyState.DESTROYED;
            }
            if (has(Milestone.COMPROMISED)) {
                return KeyState.COMPROMISED;
            }
            if (!reached(Milestone.ACTIVATION, now)) {
                return KeyState.PRE_ACTIVATION;
            }
            boolean ended = has(Milestone.DEACTIVATED)
                    || reached(Milestone.PROTECT_STOP, now)
                    || reached(Milestone.DEACTIVATION, now);
            return ended ? KeyState.DEACTIVATED : KeyState.ACTIVE;
        }

        boolean destroyed() {
            return has(Milestone.DESTROYED);
        }

        /** The version of the other half that was made with this one. */
        Optional<Version> twin() {
            Half other = half.twin;
            return other == null
                    ? Optional.empty()
                    : other.live().stream().filter(v -> v.number == number).findFirst();
        }
    }

    /** A symmetric key, or one half of a pair. */
    static final class Half {
        final UUID id;
        final String name;
        final Algorithm algorithm;
        final KeyPart part;
        UUID owner;
        Map<Action, Set<UUID>> permissions = Map.of();
        int next = 1;

        @Nullable
        Half twin;

        final List<Version> versions = new ArrayList<>();

        Half(UUID id, String name, Algorithm algorithm, KeyPart part, UUID owner) {
            this.id = id;
            this.name = name;
            this.algorithm = algorithm;
            this.part = part;
            this.owner = owner;
        }

        List<Version> live() {
            return versions.stream().filter(v -> !v.deleted).toList();
        }

        boolean gone() {
            return live().isEmpty();
        }
    }

    private final Map<String, Half> byName = new LinkedHashMap<>();
    private final Map<UUID, Version> byId = new LinkedHashMap<>();

    Optional<Half> named(String folded) {
        return Optional.ofNullable(byName.get(folded)).filter(half -> !half.gone());
    }

    List<Half> live() {
        return byName.values().stream().filter(half -> !half.gone()).toList();
    }

    List<Version> versions() {
        return live().stream().flatMap(half -> half.live().stream()).toList();
    }

    void add(Half half) {
        byName.put(half.name, half);
    }

    void add(Version version) {
        version.half.versions.add(version);
        byId.put(version.id, version);
    }

    /** By the id of a version, or by name and number, where none is the newest. */
    Optional<Version> find(@Nullable String folded, @Nullable UUID id, @Nullable Integer number) {
        if (id != null) {
            return Optional.ofNullable(byId.get(id)).filter(v -> !v.deleted);
        }
        return folded == null
                ? Optional.empty()
                : named(folded)
                        .flatMap(half -> half.live().stream()
                                .filter(v -> number == null || v.number == number)
                                .reduce((_, newer) -> newer));
    }

    /** Activation, then process start and protect stop, then deactivation. */
    static boolean ordered(Map<Milestone, Instant> dates) {
        return before(dates, Milestone.ACTIVATION, Milestone.PROCESS_START)
                && before(dates, Milestone.ACTIVATION, Milestone.PROTECT_STOP)
                && before(dates, Milestone.ACTIVATION, Milestone.DEACTIVATION)
                && before(dates, Milestone.PROCESS_START, Milestone.DEACTIVATION)
                && before(dates, Milestone.PROTECT_STOP, Milestone.DEACTIVATION);
    }

    private static boolean before(Map<Milestone, Instant> dates, Milestone first, Milestone then) {
        Instant a = dates.get(first);
        Instant b = dates.get(then);
        return a == null || b == null || !b.isBefore(a);
    }
}
