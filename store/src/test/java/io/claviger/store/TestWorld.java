package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.WrappingKey;
import io.claviger.custody.RootKey;
import io.claviger.identity.Directory;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.Principal;
import io.claviger.identity.Session;
import io.claviger.identity.Sessions;
import io.claviger.key.KeyRef;
import io.claviger.key.LifecycleRules;
import io.claviger.operation.AddMember;
import io.claviger.operation.Authorizer;
import io.claviger.operation.Call;
import io.claviger.operation.Coherence;
import io.claviger.operation.Create;
import io.claviger.operation.CreateUser;
import io.claviger.operation.Found;
import io.claviger.operation.KeyRing;
import io.claviger.operation.KeyView;
import io.claviger.operation.NewKey;
import io.claviger.operation.Operation;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;
import io.claviger.operation.Target;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

/** A whole deployment over one database, without doors: what a test asks, it asks through the corridor. */
final class TestWorld implements AutoCloseable {
    static final String PRESET = """
            process.deactivated: allowed
            process.suspended: accepted-risk
            process.compromised: accepted-risk
            reactivate: no
            mixed-roles: finding
            allow-client-iv: no
            sha1-signatures: no
            admins-use-keys: no
            """;

    /** Time that moves when told. */
    static final class TestClock implements Clock {
        private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

        @Override
        public Instant now() {
            now = now.plusNanos(1_000);
            return now;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        void advance(Duration by) {
            now = now.plus(by);
        }
    }

    /** Keeps events in a list: durable enough for a test that does not crash. */
    static final class ListJournal implements Journal {
        final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Lane lane(Executor home) {
            return (event, _, ack) -> {
                events.add(event);
                home.execute(ack::recorded);
            };
        }

        @Override
        public void append(AuditEvent event, Sync sync) {
            events.add(event);
        }
    }

    static final SecretSlab SLAB = new SecretSlab(512, 32);
    static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes ROOT = Bytes.ofHex("00".repeat(32));

    final TestClock clock;
    final Ids ids;
    final ListJournal journal = new ListJournal();
    final Database database;
    final Deployment deployment;
    final SqlStore store;
    final KeyRing ring = new KeyRing();
    final Sessions sessions = new Sessions();
    final Authorizer authorizer = new Authorizer(LifecycleRules.parse(PRESET));
    final OperationRunner runner;
    final RefusalTally refusals = new RefusalTally();
    final List<Bytes> leaves = Collections.synchronizedList(new ArrayList<>());

    TestWorld(Database database) {
        this(database, new TestClock());
    }

    TestWorld(Database database, TestClock clock) {
        this.clock = clock;
        this.ids = new Ids(clock, RANDOM);
        this.database = database;
        database.migrate();
        deployment = Deployment.open(database, rootKey(), TestWorld::firstStart, SLAB, RANDOM, ids, clock);
        Directory directory = deployment.directory();
        store = new SqlStore(
                database,
                deployment,
                AuditQueries.NONE,
                clock,
                ids,
                new Coherence(directory, sessions, ring),
                leaves::addAll);
        runner = new OperationRunner(new OperationRunner.Parts(
                store,
                journal,
                ring,
                authorizer,
                deployment.custody(),
                deployment.openSystemKeys(),
                directory,
                sessions,
                new PasswordVerifier(RANDOM),
                clock,
                ids,
                new UUID(7, 7),
                refusals));
    }

    <F extends Found, R> R as(Principal who, Operation<F, R> operation) {
        return runner.run(new Call(who, ids.next(), null), operation);
    }

    Principal admin() {
        return principal("admin");
    }

    /** As the directory knows him now. */
    Principal principal(String username) {
        var user = deployment.directory().userNamed(username).orElseThrow();
        var session = new Session(
                RootDomain.ID,
                new UUID(1, user.id().getLeastSignificantBits()),
                user.id(),
                0,
                user.credentialRevision(),
                clock.now(),
                3600,
                null,
                null,
                0);
        return deployment.directory().principal(session, "127.0.0.1");
    }

    Principal user(String username, String... groups) {
        as(admin(), new CreateUser(username, username, "", "", secret("correct horse " + username)));
        UUID id = deployment.directory().userNamed(username).orElseThrow().id();
        for (String group : groups) {
            as(admin(), new AddMember(new Target.OfMembership(group, id)));
        }
        return principal(username);
    }

    KeyView aes(Principal owner, String name) {
        return as(owner, new Create(newKey(name, Algorithm.AES)));
    }

    static NewKey newKey(String name, Algorithm algorithm) {
        return new NewKey(
                name,
                KeySpec.withDefaults(algorithm, null, null),
                null,
                "",
                Map.of(),
                null,
                Map.of(),
                false,
                false,
                Map.of(),
                false,
                null);
    }

    static Target.OfKey named(String name) {
        return new Target.OfKey(KeyRef.name(name));
    }

    static SecretBytes secret(String text) {
        return SLAB.takeFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    static FirstStart firstStart() {
        return new FirstStart(
                new UUID(7, 7),
                secret("initial password"),
                true,
                Map.of("lifecycle.preset", "sp800-57-r5"),
                "localhost",
                List.of("localhost"),
                List.of("127.0.0.1"),
                "test");
    }

    static RootKey rootKey() {
        var key = new WrappingKey(SLAB.takeFrom(ROOT.toArray()));
        return new RootKey() {
            @Override
            public Bytes wrap(SecretBytes secret, byte[] associatedData) {
                return key.wrap(secret, associatedData, RANDOM);
            }

            @Override
            public SecretBytes unwrap(Bytes wrapped, byte[] associatedData) {
                return key.unwrap(wrapped, associatedData, SLAB);
            }

            @Override
            public String kind() {
                return "test";
            }

            @Override
            public int epoch() {
                return 1;
            }

            @Override
            public void close() {
                key.close();
            }
        };
    }

    @Override
    public void close() {
        store.close();
        deployment.custody().close();
        database.close();
    }
}
