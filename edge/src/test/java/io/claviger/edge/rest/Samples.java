package io.claviger.edge.rest;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.EcPublic;
import io.claviger.crypto.EdPrivate;
import io.claviger.crypto.HmacKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.Group;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.Milestone;
import io.claviger.operation.KeyView;
import io.claviger.policy.Action;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Keys, users and a clock for tests. */
final class Samples {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final UUID DEPLOYMENT = new UUID(9, 9);
    static final UUID ALICE = UUID.fromString("0197f2a0-0000-7000-8000-000000000004");
    static final UUID VERSION = UUID.fromString("0197f2a0-0000-7000-8000-000000000003");
    static final SecretSlab SLAB = new SecretSlab(64, 8);
    static final SecureRandom RANDOM = new SecureRandom();

    /** So much that no test which is about something else meets a limit; its clock stands still. */
    static final FloodLimits LIMITS = new FloodLimits(
            new FloodLimits.Rate(10_000, 10_000),
            10_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            new FloodLimits.Rate(10_000, 10_000),
            new FloodLimits.Rate(10_000, 10_000),
            200,
            64 << 20);

    /** Stands still until it is told. */
    static final class StillClock implements Clock {
        private volatile Instant now = NOW;
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanos() {
            return nanos.get();
        }

        void pass(Duration time) {
            nanos.addAndGet(time.toNanos());
        }

        void set(Instant then) {
            now = then;
        }
    }

    private Samples() {}

    static Ids ids() {
        return new Ids(new StillClock(), RANDOM);
    }

    static SystemKeys systemKeys() {
        var generation = new KeyGeneration(SLAB, RANDOM);
        var ec = generation.generate(KeySpec.withDefaults(Algorithm.EC, null, null));
        var hmac = generation.generate(KeySpec.withDefaults(Algorithm.HMAC_SHA256, null, null));
        var ed = generation.generate(KeySpec.withDefaults(Algorithm.ED25519, null, null));
        try (var one = ec.secret();
                var two = hmac.secret();
                var three = ed.secret()) {
            return new SystemKeys(
                    (EcPrivate) ReadyKey.of(ec.spec(), KeyPart.PRIVATE, one, Bytes.NONE),
                    (EcPublic) ReadyKey.of(ec.spec(), KeyPart.PUBLIC, null, ec.publicKey()),
                    ec.publicKey(),
                    (HmacKey) ReadyKey.of(hmac.spec(), KeyPart.SECRET, two, Bytes.NONE),
                    (EdPrivate) ReadyKey.of(ed.spec(), KeyPart.PRIVATE, three, Bytes.NONE),
                    ed.publicKey());
        }
    }

    static Session session(UUID id) {
        return new Session(RootDomain.ID, id, ALICE, 0, 1, NOW, 3600, null, null, 0, 0);
    }

    static Directory directory() {
        var directory = new Directory(RootDomain.ID);
        directory.put(new User(RootDomain.ID, ALICE, "alice", "Alice", "", "", NOW, NOW, NOW, 1, 0));
        var team = new Group(RootDomain.ID, new UUID(3, 3), "team", "first", NOW, NOW, 0);
        directory.put(team);
        directory.add(new Directory.Membership(team.id(), ALICE));
        return directory;
    }

    /** An active AES key of Alice's, called Kek-1. */
    static KeyView aes() {
        return view(KeySpec.withDefaults(Algorithm.AES, null, null), KeyPart.SECRET, Bytes.NONE);
    }

    static KeyView view(KeySpec spec, KeyPart part, Bytes spki) {
        var key = new Key(
                RootDomain.ID,
                new UUID(1, 1),
                "Kek-1",
                null,
                spec,
                part,
                ALICE,
                "",
                Map.of("zone", "blue"),
                Map.of(),
                1,
                false,
                NOW,
                NOW,
                0,
                null);
        var version = new KeyVersion(
                RootDomain.ID,
                VERSION,
                key.id(),
                0,
                12,
                new KeyDates(Map.of(Milestone.ACTIVATION, NOW)),
                false,
                false,
                false,
                KeyVersion.Origin.GENERATED,
                "SunJCE",
                spki,
                null,
                1,
                0,
                null,
                "",
                NOW,
                NOW.plusSeconds(1),
                0,
                null);
        return new KeyView(key, version, KeyState.ACTIVE, Map.of(Action.USE_KEY, Set.of("team")));
    }
}
