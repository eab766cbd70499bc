package io.claviger.operation;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.KeySpec;
import io.claviger.key.KeyRef;
import io.claviger.key.Milestone;
import io.claviger.policy.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a random caller asks for: few names, so that requests meet. */
final class RandomAsking {
    static final UUID NOBODY = new UUID(3, 3);
    private static final List<String> NAMES = List.of("key-a", "key-b", "key-c", "key-d", "key-e", "key-f");
    private static final List<Algorithm> ALGORITHMS =
            List.of(Algorithm.AES, Algorithm.HMAC_SHA256, Algorithm.EC, Algorithm.EC);
    private static final List<Action> GRANTABLE = List.of(
            Action.READ_KEY,
            Action.EXPORT_KEY,
            Action.USE_KEY,
            Action.ENCRYPT_WITH_KEY,
            Action.DECRYPT_WITH_KEY,
            Action.SIGN_WITH_KEY,
            Action.SIGN_VERIFY_WITH_KEY,
            Action.MAC_WITH_KEY,
            Action.MAC_VERIFY_WITH_KEY);

    private final Random random;
    private final NaiveModel model;

    RandomAsking(Random random, NaiveModel model) {
        this.random = random;
        this.model = model;
    }

    /** A version as somebody names it, and what the model finds there. */
    record Named(Target.OfKey target, Optional<NaiveKeys.Version> found) {}

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(Collection<T> of) {
        return of.stream().skip(random.nextInt(of.size())).findFirst().orElseThrow();
    }

    String name() {
        return one(NAMES);
    }

    /** As people write names. */
    String inAnyCase(String name) {
        return chance(30) ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** Half the time one of the caller's own. */
    Named version(UUID caller) {
        List<NaiveKeys.Version> all = model.keys.versions();
        List<NaiveKeys.Version> own = all.stream()
                .filter(version -> version.half.owner.equals(caller))
                .toList();
        List<NaiveKeys.Version> live = own.isEmpty() || chance(50) ? all : own;
        if (chance(20) && !live.isEmpty()) {
            NaiveKeys.Version version = one(live);
            return named(null, version.id, null, KeyRef.id(version.id));
        }
        String name = name() + (chance(25) ? "_pub" : "");
        if (!live.isEmpty() && chance(70)) {
            name = one(live).half.name;
        }
        Integer number = chance(15) ? random.nextInt(4) : null;
        KeyRef.Kind kind = chance(50) ? KeyRef.Kind.NAME : null;
        return named(name, null, number, new KeyRef(inAnyCase(name), kind, number));
    }

    private Named named(@Nullable String name, @Nullable UUID id, @Nullable Integer number, KeyRef ref) {
        return new Named(new Target.OfKey(ref), model.keys.find(name, id, number));
    }

    NewKey newKey(String name, Instant now) {
        Integer usage = chance(70) ? null : one(List.of(4, 8, 12, 128, 3, 1, 0x18F));
        return new NewKey(
                inAnyCase(name),
                KeySpec.withDefaults(one(ALGORITHMS), null, null),
                usage,
                "",
                Map.of(),
                chance(15) ? owner() : null,
                chance(40) ? permissions() : Map.of(),
                chance(15),
                chance(5),
                chance(30) ? dates(now) : Map.of(),
                chance(40),
                null);
    }

    ModifyAttributes changes(Target.OfKey target, Instant now) {
        int kind = random.nextInt(5);
        return new ModifyAttributes(
                target,
                kind == 0 ? "described " + random.nextInt(3) : null,
                kind == 0 ? Map.of("zone", Optional.of(one(List.of("eu", "us")))) : null,
                kind == 1 ? owner() : null,
                kind == 2 ? permissions() : null,
                (kind == 3 && chance(60)) ? Boolean.valueOf(chance(15)) : null,
                (kind == 3 && chance(60)) ? Boolean.valueOf(chance(15)) : null,
                chance(50),
                kind == 4 ? dates(now) : Map.of());
    }

    UUID owner() {
        return chance(5) ? NOBODY : one(model.people.users.values());
    }

    private Map<Action, Set<String>> permissions() {
        var granted = new EnumMap<Action, Set<String>>(Action.class);
        for (Action action : GRANTABLE) {
            if (chance(40)) {
                granted.put(action, Set.of(group()));
            }
        }
        return granted;
    }

    String group() {
        return chance(3) ? "no such group" : one(model.people.groups.keySet());
    }

    /** Around now, at times exactly now. */
    Map<Milestone, Instant> dates(Instant now) {
        var dates = new EnumMap<Milestone, Instant>(Milestone.class);
        int least = -8;
        for (Milestone milestone : List.of(
                Milestone.ACTIVATION, Milestone.PROCESS_START, Milestone.PROTECT_STOP, Milestone.DEACTIVATION)) {
            least += 4;
            if (chance(35)) {
                dates.put(milestone, now.plus(Duration.ofHours(least + random.nextInt(25))));
            }
        }
        if (dates.isEmpty()) {
            dates.put(Milestone.PROTECT_STOP, now.plus(Duration.ofHours(random.nextInt(24))));
        }
        return dates;
    }

    Duration while_() {
        return chance(50) ? Duration.ofHours(1 + random.nextInt(5)) : Duration.ofMinutes(1 + random.nextInt(60));
    }
}
