package io.claviger.operation;

import io.claviger.KmsException;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.SecretBytes;
import io.claviger.identity.Principal;
import io.claviger.key.Key;
import io.claviger.key.KeyGraph;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.LifecycleRules;
import io.claviger.key.Milestone;
import io.claviger.key.RevocationReason;
import io.claviger.key.Transition;
import io.claviger.operation.NaiveKeys.Half;
import io.claviger.operation.NaiveKeys.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** One random walk of the service beside its model. */
final class ModelWalk {
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final KeyFilter ALL = KeyFilter.all();

    private final TestWorld world;
    private final NaiveModel model;
    private final RandomAsking asking;
    private final WalkOfUses uses;
    private final WalkOfPeople people;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private String disagreement = "";

    ModelWalk(TestWorld world, LifecycleRules rules, long seed) {
        this.world = world;
        this.model = new NaiveModel(rules);
        var random = new Random(seed);
        this.asking = new RandomAsking(random, model);
        this.uses = new WalkOfUses(world, model, asking);
        this.people = new WalkOfPeople(world, model, asking);
        world.authorizer.rules(rules);
        world.clock.hold();
        people.settle();
    }

    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** What the service did and the model did not; empty while they agree. */
    String disagreement() {
        return disagreement;
    }

    /** Takes one step; returns what it was. */
    String step() {
        world.journal.clear();
        world.leaves.clear();
        world.clock.advance(TICK);
        byTime();
        String user = asking.one(model.people.users.keySet());
        Principal caller = world.principal(user);
        UUID id = caller.id();
        String what = user + ": ";
        Instant now = world.clock.now();
        if (asking.chance(4)) {
            world.clock.advance(asking.while_());
            byTime();
            return "time passes";
        }
        if (asking.chance(12)) {
            return what + people.step(caller, this::agree);
        }
        if (asking.chance(40)) {
            return what + uses.step(caller, this::agree);
        }
        if (asking.chance(10)) {
            list(caller);
            return what + "list";
        }
        if (asking.chance(20)) {
            return what + create(caller, now);
        }
        return what + change(caller, id, asking.version(id), now);
    }

    /** Looks at every key that time alone has moved. */
    private void byTime() {
        Instant now = world.clock.now();
        model.keys.versions().stream()
                .filter(version -> version.state(now) != version.seen)
                .map(version -> version.half)
                .distinct()
                .forEach(half -> look(half, true, false));
    }

    private String change(Principal caller, UUID id, RandomAsking.Named named, Instant now) {
        Optional<Version> found = named.found();
        Target.OfKey target = named.target();
        boolean reactivates = false;
        Operation<?, ?> operation;
        String expected;
        switch (asking.one(List.of(0, 1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 8, 9, 9, 9))) {
            case 0 -> {
                return reKey(caller, id, named, now);
            }
            case 1 -> {
                boolean compromise = asking.chance(30);
                var reason = compromise ? RevocationReason.KEY_COMPROMISE : RevocationReason.SUPERSEDED;
                operation = new Revoke(target, reason, "", null);
                expected = model.revoke(id, found, compromise, now);
            }
            case 2 -> {
                reactivates = true;
                operation = new Reactivate(target, "", "");
                expected = model.reactivate(id, found, now);
            }
            case 3 -> {
                operation = new Archive(target);
                expected = model.archive(id, found, true, now);
            }
            case 4 -> {
                operation = new Recover(target);
                expected = model.archive(id, found, false, now);
            }
            case 5 -> {
                operation = new Destroy(target);
                expected = model.destroy(id, found, now);
            }
            case 6 -> {
                operation = new Delete(target);
                expected = model.delete(id, found, now);
            }
            case 7 -> {
                return export(caller, id, named, now);
            }
            case 8 -> {
                operation = new GetAttributes(target);
                boolean sees =
                        found.isPresent() && model.people.may(id, io.claviger.policy.Action.READ_KEY, found.get().half);
                expected = sees ? NaiveModel.DONE : "NotFound";
            }
            default -> {
                ModifyAttributes modify = asking.changes(target, now);
                operation = modify;
                expected = model.modify(id, found, modify, now);
            }
        }
        var asked = operation;
        agree(expected, () -> world.as(caller, asked));
        look(found, reactivates);
        return operation.toString();
    }

    private String create(Principal caller, Instant now) {
        String name = asking.name();
        NewKey asked = asking.newKey(name, now);
        Algorithm algorithm = java.util.Objects.requireNonNull(asked.spec()).algorithm();
        String expected = model.create(caller.id(), name, asked, algorithm);
        agree(expected, () -> world.as(caller, new Create(asked)));
        if (expected.equals(NaiveModel.DONE) && disagreement.isEmpty()) {
            Half first = adopt(caller, name, asked, algorithm, now);
            if (algorithm == Algorithm.EC) {
                Half second = adopt(caller, name + "_pub", asked, algorithm, now);
                first.twin = second;
                second.twin = first;
                look(second, false, false);
            }
            look(first, false, false);
        }
        return asked.toString();
    }

    private Half adopt(Principal caller, String name, NewKey asked, Algorithm algorithm, Instant now) {
        Found.OfKey made = world.store.read(reader -> TestWorld.named(name).find(RootDomain.ID, reader));
        KeyPart part =
                algorithm != Algorithm.EC ? KeyPart.SECRET : name.endsWith("_pub") ? KeyPart.PUBLIC : KeyPart.PRIVATE;
        UUID owner = asked.owner() == null ? caller.id() : asked.owner();
        var half = new Half(made.key().id(), name, algorithm, part, owner);
        half.permissions = java.util.Objects.requireNonNull(model.ids(asked.permissions()));
        Integer mask = asked.usage();
        int usage =
                mask != null ? mask : Map.of(Algorithm.AES, 12, Algorithm.EC, 3).getOrDefault(algorithm, 384);
        var version = new Version(made.version().id(), half, 0, usage);
        version.dates.putAll(NaiveModel.born(asked, now));
        version.unexportable = asked.unexportable();
        version.undeletable = asked.undeletable();
        model.keys.add(half);
        model.keys.add(version);
        return half;
    }

    private String reKey(Principal caller, UUID id, RandomAsking.Named named, Instant now) {
        Optional<Version> found = named.found();
        String expected = model.reKey(id, found);
        agree(expected, () -> world.as(caller, new ReKey(named.target())));
        if (expected.equals(NaiveModel.DONE) && disagreement.isEmpty() && found.isPresent()) {
            Half half = found.get().half;
            Half other = half.twin;
            int number = half.next;
            if (other != null && !other.gone()) {
                number = Math.max(number, other.next);
                next(other, number, now);
            }
            next(half, number, now);
        }
        look(found, false);
        return "ReKey" + named.target();
    }

    /** A version is like the newest of its own half, with new material, from now on, and its number is new. */
    private void next(Half half, int number, Instant now) {
        Version old = half.live().getLast();
        List<KeyVersion> stored = world.store.read(reader -> reader.versions(RootDomain.ID, half.id));
        var version = new Version(stored.getLast().id(), half, number, old.usage);
        version.dates.put(Milestone.ACTIVATION, now);
        version.unexportable = old.unexportable;
        version.undeletable = old.undeletable;
        half.next = number + 1;
        model.keys.add(version);
    }

    private String export(Principal caller, UUID id, RandomAsking.Named named, Instant now) {
        agree(model.export(id, named.found(), now), () -> {
            SecretBytes secret = world.as(caller, new Export(named.target())).secret();
            if (secret != null) {
                secret.close();
            }
            return "";
        });
        look(named.found(), false);
        return "Export" + named.target();
    }

    private void list(Principal caller) {
        var mine = new HashSet<UUID>();
        for (Version version : model.keys.versions()) {
            if (model.people.may(caller.id(), io.claviger.policy.Action.READ_KEY, version.half)) {
                mine.add(version.id);
            }
        }
        agree(NaiveModel.DONE, () -> {
            Page<KeyView> page = world.as(caller, new Locate(ALL, new Paging(0, -1)));
            Set<UUID> shown = new HashSet<>();
            page.items().forEach(view -> shown.add(view.version().id()));
            same("the list", mine, shown);
            same("its total", (long) mine.size(), page.total());
            return "";
        });
    }

    /** Runs {@code service}; its outcome must be the one expected. */
    void agree(String expected, Supplier<?> service) {
        String actual;
        try {
            var _ = service.get();
            actual = NaiveModel.DONE;
        } catch (KmsException refusal) {
            actual = refusal.getClass().getSimpleName();
        }
        outcomes.merge(actual, 1, Integer::sum);
        same("outcome", expected, actual);
    }

    private void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            disagreement += "%s: the model says %s, the service %s%n".formatted(what, expected, actual);
        }
    }

    private void look(Optional<Version> touched, boolean reactivated) {
        touched.ifPresent(version -> {
            look(version.half, false, reactivated);
            Half twin = version.half.twin;
            if (twin != null) {
                look(twin, false, reactivated);
            }
        });
    }

    /** Compares a key with what is stored, and each move of state with the standard's graph. */
    private void look(Half half, boolean byTime, boolean reactivated) {
        Instant now = world.clock.now();
        List<KeyVersion> stored = world.store.read(reader -> reader.versions(RootDomain.ID, half.id));
        same(
                "live versions of " + half.name,
                half.live().stream().map(v -> v.id).toList(),
                stored.stream().map(KeyVersion::id).toList());
        if (half.gone() || !disagreement.isEmpty()) {
            return;
        }
        Key key = world.store.read(reader -> new Target.OfKey(io.claviger.key.KeyRef.id(half.id))
                .find(RootDomain.ID, reader)
                .key());
        same("owner", half.owner, key.owner());
        same("permissions", half.permissions, key.permissions());
        same("next version", half.next, key.nextVersion());
        for (int i = 0; i < stored.size(); i++) {
            look(half.live().get(i), stored.get(i), now, byTime, reactivated);
        }
    }

    private void look(Version version, KeyVersion stored, Instant now, boolean byTime, boolean reactivated) {
        KeyState state = stored.state(now);
        same("number", version.number, stored.number());
        same("state of version " + version.number, version.state(now), state);
        same("unexportable", version.unexportable, stored.unexportable());
        same("undeletable", version.undeletable, stored.undeletable());
        same("exported", version.exported, stored.everExported());
        same("material", version.half.part != KeyPart.PUBLIC && !version.destroyed(), stored.material() != null);
        var dates = new TreeMap<Milestone, Instant>(stored.dates().dates());
        dates.remove(Milestone.COMPROMISE_OCCURRED);
        same("dates", new TreeMap<>(version.dates), dates);
        if (state == version.seen) {
            return;
        }
        boolean back = reactivated && version.seen == KeyState.DEACTIVATED && state == KeyState.ACTIVE;
        boolean both = KeyGraph.allows(version.seen, KeyState.ACTIVE) && KeyGraph.allows(KeyState.ACTIVE, state);
        same(
                "an edge of the standard from %s to %s".formatted(version.seen, state),
                true,
                back || KeyGraph.allows(version.seen, state) || both);
        if (!byTime) {
            Transition last = world.store
                    .read(reader -> reader.transitions(RootDomain.ID, version.id))
                    .getLast();
            same("on record", version.seen + " to " + state, last.from() + " to " + last.to());
        }
        version.seen = state;
    }
}
