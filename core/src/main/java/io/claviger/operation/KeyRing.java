package io.claviger.operation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys in memory, bounded. Filled and emptied by the store's writer in the order of commits, so that a key that has
 * changed is forgotten before the change is answered, and never comes back from an older read.
 */
public final class KeyRing {
    private static final int MAX_KEYS = 50_000;
    private static final int MAX_NAMES_PER_VERSION = 32;

    /** A name as a caller wrote it. */
    private record Name(UUID domain, Target.OfKey target) {}

    private final Map<Name, UnlockedKey> byName = new ConcurrentHashMap<>();
    private final Map<UUID, Set<UUID>> versionsOf = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Name>> namesOf = new ConcurrentHashMap<>();
    private final Cache<UUID, UnlockedKey> versions = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .executor(Runnable::run)
            .removalListener(this::removed)
            .build();

    /** Null when it must be loaded first. */
    public @Nullable UnlockedKey find(UUID domain, Target.OfKey target) {
        UnlockedKey key = byName.get(new Name(domain, target));
        return key == null ? null : versions.getIfPresent(key.version().id());
    }

    /** Holds {@code key}, and finds it from now on by {@code target}. */
    void put(UnlockedKey key, Target.OfKey target) {
        UUID version = key.version().id();
        versions.put(version, key);
        versionsOf
                .computeIfAbsent(key.key().id(), _ -> ConcurrentHashMap.newKeySet())
                .add(version);
        Set<Name> names = namesOf.computeIfAbsent(version, _ -> ConcurrentHashMap.newKeySet());
        if (names.size() < MAX_NAMES_PER_VERSION) {
            var name = new Name(key.key().domain(), target);
            names.add(name);
            byName.put(name, key);
        }
    }

    /** Forgets every version and name of a key. */
    void forget(UUID key) {
        Set<UUID> held = versionsOf.get(key);
        if (held != null) {
            versions.invalidateAll(Set.copyOf(held));
        }
    }

    private void removed(@Nullable UUID version, @Nullable UnlockedKey key, RemovalCause cause) {
        if (version == null || key == null) {
            return;
        }
        key.retire();
        if (cause == RemovalCause.REPLACED) {
            return;
        }
        Set<Name> names = namesOf.remove(version);
        if (names != null) {
            names.forEach(byName::remove);
        }
        versionsOf.computeIfPresent(key.key().id(), (_, held) -> {
            held.remove(version);
            return held.isEmpty() ? null : held;
        });
    }
}
