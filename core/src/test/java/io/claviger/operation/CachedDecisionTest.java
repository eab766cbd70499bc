package io.claviger.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.KmsException;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.Plaintext;
import io.claviger.identity.Principal;
import io.claviger.identity.SystemGroup;
import io.claviger.key.KeyRef;
import io.claviger.key.LifecycleRules;
import io.claviger.key.RevocationReason;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A cached decision is the decision: whatever happens to time, permissions, people, rules and keys, a runner with its key
 * ring answers as a decision does that is made afresh from what is stored.
 */
class CachedDecisionTest {
    private static final int STEPS = 100_000;
    private static final List<LifecycleRules> RULES =
            List.of(TestWorld.preset("sp800-57-r5"), TestWorld.preset("ciphertrust-compat"));
    private static final List<String> NAMES = List.of("aes", "mac");
    private static final Bytes MESSAGE = Bytes.ofUtf8("message");

    private final Random random = new Random(7);
    private final TestWorld world = new TestWorld(new InMemoryPlace());
    private final NaiveModel people = new NaiveModel(RULES.getFirst());
    private final RandomAsking asking = new RandomAsking(random, people);
    private final WalkOfPeople walk = new WalkOfPeople(world, people, asking);
    private final BothFloors floors = new BothFloors(world);
    private LifecycleRules rules = RULES.getFirst();

    @Test
    void theCachedAnswerIsTheFreshOne() {
        world.clock.hold();
        walk.settle();
        int allowed = 0;
        for (int step = 0; step < STEPS; step++) {
            if (asking.chance(30)) {
                happen();
            }
            Principal caller = world.principal(asking.one(people.people.users.keySet()));
            Operation.Use<?> use = use();
            String fresh = outcome(() -> decide(caller, use));
            String cached = outcome(() -> floors.run(caller, use, asking.chance(50)));

            assertThat(cached)
                    .as("step %d: %s asks for %s", step, caller.name(), use)
                    .isEqualTo(fresh);
            allowed += fresh.equals("done") ? 1 : 0;
            world.journal.clear();
            world.leaves.clear();
        }
        assertThat(allowed).isBetween(STEPS / 10, STEPS * 9 / 10);
        world.close();
    }

    /** Made from what is stored, by an authorizer that has never seen a key. */
    private String decide(Principal caller, Operation.Use<?> use) {
        var call = new Call(caller, world.ids.next(), null);
        var fresh = new Authorizer(rules);
        Found.OfKey found = world.store.read(reader -> use.target().find(RootDomain.ID, reader));
        fresh.require(call, use, found, world.clock.now());
        fresh.requireUsable(use, found.version(), world.clock.now());
        return "done";
    }

    private static String outcome(Supplier<?> asked) {
        try {
            var _ = asked.get();
            return "done";
        } catch (KmsException refusal) {
            return refusal.getClass().getSimpleName();
        }
    }

    private Operation.Use<?> use() {
        String name = asking.one(NAMES);
        Target.OfKey target = TestWorld.named(asking.inAnyCase(name));
        if (name.equals("aes")) {
            return new Encrypt(target, Plaintext.taking(new byte[8]), null, null, Bytes.NONE);
        }
        return asking.chance(50) ? new Mac(target, MESSAGE) : new MacVerify(target, MESSAGE, MESSAGE);
    }

    /** Something that may change an answer; that it may be refused does not matter here. */
    private void happen() {
        Principal somebody = world.principal(asking.one(people.people.users.keySet()));
        String name = asking.one(NAMES);
        Target.OfKey target = TestWorld.named(name);
        switch (random.nextInt(12)) {
            case 0, 1 -> world.clock.advance(asking.while_());
            case 2, 3 -> walk.step(somebody, (_, change) -> outcome(change));
            case 4 -> {
                rules = asking.one(RULES);
                world.authorizer.rules(rules);
            }
            case 5, 6, 7, 8 -> {
                ModifyAttributes change = asking.changes(target, world.clock.now());
                outcome(() -> world.as(ownerOr(somebody, name), change));
            }
            case 9 -> {
                Operation<?, ?> put = asking.chance(30) ? new Archive(target) : new Recover(target);
                outcome(() -> world.as(somebody, put));
            }
            case 10 -> {
                boolean revokes = asking.chance(30);
                Operation<?, ?> end =
                        revokes ? new Revoke(target, RevocationReason.SUPERSEDED, "", null) : new ReKey(target);
                outcome(() -> world.as(ownerOr(somebody, name), end));
            }
            default -> begin(name, target);
        }
    }

    private Principal ownerOr(Principal other, String name) {
        return world.store
                .read(reader -> reader.key(RootDomain.ID, KeyRef.name(name)))
                .flatMap(found -> world.directory.user(found.key().owner()))
                .map(owner -> world.principal(owner.username()))
                .orElse(other);
    }

    private Principal administrator() {
        return people.people.users.entrySet().stream()
                .filter(user -> people.people.in(user.getValue(), SystemGroup.ADMIN))
                .findFirst()
                .map(user -> world.principal(user.getKey()))
                .orElseThrow();
    }

    /** The old key goes, and another takes its name. */
    private void begin(String name, Target.OfKey target) {
        outcome(() -> world.as(administrator(), new Delete(target)));
        boolean mac = name.equals("mac");
        NewKey asked = new NewKey(
                name,
                KeySpec.withDefaults(mac ? Algorithm.HMAC_SHA256 : Algorithm.AES, null, null),
                asking.chance(80) ? 0x18C : 0x8C,
                "",
                Map.of(),
                asking.one(people.people.users.values()),
                asking.newKey(name, world.clock.now()).permissions(),
                false,
                false,
                Map.of(),
                asking.chance(10),
                null);
        outcome(() -> world.as(administrator(), new Create(asked)));
    }
}
