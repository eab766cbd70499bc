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
    private static final int MAX_NAMES = 200_000;

    /** A name as a caller wrote it. */
    private record Name(UUID domain, Target.OfKey target) {}

    private final Cache<UUID, UnlockedKey> versions = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .executor(Runnable::run)
            .removalListener((@Nullable UUID _, @Nullable UnlockedKey key, RemovalCause _) -> {
                if (key != null) {
                    key.retire();
                }
            })
            .build();
    private final Cache<Name, UUID> names =
            Caffeine.newBuilder().maximumSize(MAX_NAMES).executor(Runnable::run).build();
    private final Map<UUID, Set<UUID>> versionsOf = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Name>> namesOf = new ConcurrentHashMap<>();

    /** Null when it must be loaded first. */
    public @Nullable UnlockedKey find(UUID domain, Target.OfKey target) {
        UUID version = names.getIfPresent(new Name(domain, target));
        return version == null ? null : versions.getIfPresent(version);
    }

    @Nullable
    UnlockedKey loaded(UUID version) {
        return versions.getIfPresent(version);
    }

    /** Holds {@code key}, and finds it from now on by {@code target}. */
    public void put(UnlockedKey key, Target.OfKey target) {
        UUID owner = key.key().id();
        var name = new Name(key.key().domain(), target);
        if (versions.getIfPresent(key.version().id()) != key) {
            versions.put(key.version().id(), key);
        }
        versionsOf
                .computeIfAbsent(owner, _ -> ConcurrentHashMap.newKeySet())
                .add(key.version().id());
        namesOf.computeIfAbsent(owner, _ -> ConcurrentHashMap.newKeySet()).add(name);
        names.put(name, key.version().id());
    }

    /** Forgets every version and name of a key. */
    public void forget(UUID key) {
        Set<Name> known = namesOf.remove(key);
        if (known != null) {
            names.invalidateAll(known);
        }
        Set<UUID> held = versionsOf.remove(key);
        if (held != null) {
            versions.invalidateAll(held);
        }
    }

    public void clear() {
        names.invalidateAll();
        versions.invalidateAll();
        namesOf.clear();
        versionsOf.clear();
    }
}
