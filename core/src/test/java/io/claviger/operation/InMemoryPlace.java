package io.claviger.operation;

import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.EcPublic;
import io.claviger.crypto.EdPrivate;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.HmacKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.SecretBytes;
import io.claviger.custody.Custody;
import io.claviger.custody.Kek;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.SystemGroup;
import io.claviger.identity.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A place in memory; a world that is closed can be opened again. */
public final class InMemoryPlace implements TestWorld.Place {
    private final InMemoryTables tables = new InMemoryTables();
    private final UUID deployment = new UUID(9, 9);
    private final SystemKeys system = systemKeys();
    private List<Kek> keks = List.of();

    @Override
    public TestWorld.Ground open(TestClock clock, Ids ids) {
        Custody custody = keks.isEmpty() ? found(clock, ids) : reopen();
        return new Ground(custody, clock, ids);
    }

    private Custody found(TestClock clock, Ids ids) {
        try (var root = TestWorld.rootKey()) {
            List<UUID> three = List.of(ids.next(), ids.next(), ids.next());
            Custody.Founded founded = Custody.found(
                    deployment, RootDomain.ID, root, TestWorld.SLAB, TestWorld.RANDOM, three, clock.now());
            keks = founded.keks();
            people(new InMemoryTransaction(tables, ids, clock.now()));
            tables.commit();
            return founded.custody();
        }
    }

    private Custody reopen() {
        try (var root = TestWorld.rootKey()) {
            return Custody.open(deployment, root, TestWorld.SLAB, TestWorld.RANDOM, keks);
        }
    }

    private static void people(InMemoryTransaction tx) {
        Instant now = tx.now();
        for (SystemGroup group : SystemGroup.values()) {
            tx.insert(new Group(RootDomain.ID, group.id(), group.label(), group.description(), now, now, 0));
        }
        UUID id = tx.newId();
        tx.insert(new User(RootDomain.ID, id, "admin", "admin", "", "", now, now, now, 1, 0));
        try (SecretBytes password = TestWorld.secret("initial password")) {
            tx.put(new PasswordVerifier(TestWorld.RANDOM).hash(RootDomain.ID, id, password));
        }
        tx.add(RootDomain.ID, new Membership(SystemGroup.ADMIN.id(), id));
    }

    private static SystemKeys systemKeys() {
        KeySpec p256 = KeySpec.withDefaults(Algorithm.EC, null, Curve.P256);
        KeySpec ed25519 = KeySpec.withDefaults(Algorithm.ED25519, null, null);
        KeySpec hmac = KeySpec.withDefaults(Algorithm.HMAC_SHA256, null, null);
        var generation = new KeyGeneration(TestWorld.SLAB, TestWorld.RANDOM);
        GeneratedKey token = generation.generate(p256);
        GeneratedKey checkpoint = generation.generate(ed25519);
        try (SecretBytes tokenKey = token.secret();
                SecretBytes checkpointKey = checkpoint.secret();
                SecretBytes refresh = TestWorld.SLAB.random(32, TestWorld.RANDOM)) {
            return new SystemKeys(
                    (EcPrivate) ReadyKey.of(p256, KeyPart.PRIVATE, tokenKey, token.publicKey()),
                    (EcPublic) ReadyKey.of(p256, KeyPart.PUBLIC, null, token.publicKey()),
                    token.publicKey(),
                    (HmacKey) ReadyKey.of(hmac, KeyPart.SECRET, refresh, Bytes.NONE),
                    (EdPrivate) ReadyKey.of(ed25519, KeyPart.PRIVATE, checkpointKey, checkpoint.publicKey()),
                    checkpoint.publicKey());
        }
    }

    private final class Ground implements TestWorld.Ground {
        private final Custody custody;
        private final TestClock clock;
        private final Ids ids;
        private final Directory directory = new Directory(RootDomain.ID);

        private Ground(Custody custody, TestClock clock, Ids ids) {
            this.custody = custody;
            this.clock = clock;
            this.ids = ids;
            tables.users.values().forEach(directory::put);
            tables.groups.values().forEach(directory::put);
            tables.members.keySet().forEach(directory::add);
        }

        @Override
        public Custody custody() {
            return custody;
        }

        @Override
        public SystemKeys systemKeys() {
            return system;
        }

        @Override
        public Directory directory() {
            return directory;
        }

        @Override
        public Store store(Consumer<List<Effect>> coherence, Consumer<List<Bytes>> log) {
            return new InMemoryStore(tables, clock, ids, coherence, log);
        }

        @Override
        public void close() {
            custody.close();
        }
    }
}
