package io.claviger.operation;

import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.WrappingKey;
import io.claviger.custody.Custody;
import io.claviger.custody.RootKey;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.Names;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.Principal;
import io.claviger.identity.Session;
import io.claviger.identity.Sessions;
import io.claviger.key.KeyRef;
import io.claviger.key.LifecycleRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A whole deployment without doors: what a test asks, it asks through the corridor. */
public final class TestWorld implements AutoCloseable {
    /** Where a deployment lives. */
    @FunctionalInterface
    public interface Place {
        /** Opens what is there, or founds it where there is nothing. */
        Ground open(TestClock clock, Ids ids);
    }

    /** What a world stands on: a deployment that is open. */
    public interface Ground extends AutoCloseable {
        Custody custody();

        SystemKeys systemKeys();

        Directory directory();

        /**
         * @param coherence told of the effects of each commit, in order
         * @param log told of the leaves of each commit, in order
         */
        Store store(Consumer<List<Effect>> coherence, Consumer<List<Bytes>> log);

        @Override
        void close();
    }

    public static final UUID NODE = new UUID(7, 7);
    public static final SecretSlab SLAB = new SecretSlab(2_048, 64);
    public static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes ROOT = Bytes.ofHex("00".repeat(32));

    public final TestClock clock;
    public final Ids ids;
    public final ListJournal journal = new ListJournal();
    public final Directory directory;
    public final Store store;
    public final KeyRing ring = new KeyRing();
    public final Sessions sessions = new Sessions();
    public final Authorizer authorizer = new Authorizer(preset("sp800-57-r5"));
    public final OperationRunner runner;
    public final List<Bytes> leaves = Collections.synchronizedList(new ArrayList<>());
    private final Ground ground;
    private final AtomicReference<@Nullable Runnable> rival = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> readersRival = new AtomicReference<>();

    public TestWorld(Place place) {
        this(place, new TestClock());
    }

    public TestWorld(Place place, TestClock clock) {
        this.clock = clock;
        this.ids = new Ids(clock, RANDOM);
        this.ground = place.open(clock, ids);
        this.directory = ground.directory();
        this.store = withRivals(ground.store(new Coherence(directory, sessions, ring), leaves::addAll));
        this.runner = new OperationRunner(new OperationRunner.Parts(
                store,
                journal,
                ring,
                authorizer,
                ground.custody(),
                ground.systemKeys(),
                directory,
                sessions,
                new PasswordVerifier(RANDOM),
                clock,
                ids,
                NODE,
                new RefusalTally()));
    }

    public static LifecycleRules preset(String name) {
        try (var in = LifecycleRules.class.getResourceAsStream("/lifecycle/" + name + ".yaml")) {
            return LifecycleRules.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <F extends Found, R> R as(Principal who, Operation<F, R> operation) {
        return runner.run(new Call(who, ids.next(), null), operation);
    }

    /** Has somebody else be quicker: {@code act} runs once the next change is prepared and before it is written. */
    public void beforeNextWrite(Runnable act) {
        rival.set(act);
    }

    /** Has somebody else be quicker: {@code act} runs once the next look at the store was asked for and before it is done. */
    public void beforeNextRead(Runnable act) {
        readersRival.set(act);
    }

    public Principal admin() {
        return principal("admin");
    }

    /** As the directory knows him now. */
    public Principal principal(String username) {
        var user = directory.userNamed(Names.fold(username)).orElseThrow();
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
                0,
                0);
        return directory.principal(session, "127.0.0.1");
    }

    public Principal user(String username, String... groups) {
        try (SecretBytes password = secret("correct horse " + username)) {
            as(admin(), new CreateUser(username, username, "", "", password));
        }
        UUID id = directory.userNamed(Names.fold(username)).orElseThrow().id();
        for (String group : groups) {
            as(admin(), new AddMember(new Target.OfMembership(group, id)));
        }
        return principal(username);
    }

    public KeyView aes(Principal owner, String name) {
        return as(owner, new Create(newKey(name, Algorithm.AES)));
    }

    public static NewKey newKey(String name, Algorithm algorithm) {
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

    public static Target.OfKey named(String name) {
        return new Target.OfKey(KeyRef.name(name));
    }

    public static SecretBytes secret(String text) {
        return SLAB.takeFrom(text.getBytes(StandardCharsets.UTF_8));
    }

    public static RootKey rootKey() {
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
        ground.close();
    }

    private Store withRivals(Store store) {
        return new Store() {
            @Override
            public <R> R read(Function<Reader, R> work) {
                first(readersRival);
                return store.read(work);
            }

            @Override
            public <R> R write(Function<Transaction, R> work) {
                first(rival);
                return store.write(work);
            }

            private static void first(AtomicReference<@Nullable Runnable> who) {
                Runnable act = who.getAndSet(null);
                if (act != null) {
                    act.run();
                }
            }
        };
    }
}
