package io.claviger.edge.rest;

import io.claviger.KmsException.Held;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.WrappingKey;
import io.claviger.custody.Custody;
import io.claviger.custody.RootKey;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.Session;
import io.claviger.identity.Sessions;
import io.claviger.key.LifecycleRules;
import io.claviger.operation.Authorizer;
import io.claviger.operation.KeyRing;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.Reader;
import io.claviger.operation.RefusalTally;
import io.claviger.operation.Store;
import io.claviger.operation.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A door in front of a corridor that knows sessions and users and nothing else. */
final class World implements AutoCloseable {
    final Samples.StillClock clock = new Samples.StillClock();
    final SystemKeys keys = Samples.systemKeys();
    final Directory directory = Samples.directory();
    final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    final Sessions sessions = new Sessions();
    final RefusalTally refusals = new RefusalTally();
    final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
    final Map<UUID, Session> stored = new ConcurrentHashMap<>();
    /** Whoever looks a session up waits for it. */
    volatile CountDownLatch gate = new CountDownLatch(0);
    /** Open once somebody has looked a session up. */
    final CountDownLatch arrived = new CountDownLatch(1);

    final Gate entrance;
    private final Vertx vertx;
    final RestDoor door;
    final int port;

    World() {
        this(Samples.LIMITS);
    }

    World(FloodLimits limits) {
        entrance = new Gate(limits, clock);
        vertx = entrance.vertx();
        var journal = new ListJournal();
        Custody custody = Custody.found(
                        Samples.DEPLOYMENT,
                        RootDomain.ID,
                        new OpenRoot(),
                        Samples.SLAB,
                        Samples.RANDOM,
                        List.of(new UUID(5, 1), new UUID(5, 2), new UUID(5, 3)),
                        Samples.NOW)
                .custody();
        var runner = new OperationRunner(new OperationRunner.Parts(
                new SessionStore(),
                journal,
                new KeyRing(),
                new Authorizer(LifecycleRules.parse(preset())),
                custody,
                keys,
                directory,
                sessions,
                new PasswordVerifier(Samples.RANDOM),
                clock,
                Samples.ids(),
                new UUID(7, 7),
                refusals));
        door = new RestDoor(new RestDoor.Parts(
                entrance,
                vertx,
                runner,
                journal,
                keys,
                sessions,
                directory,
                Samples.SLAB,
                refusals,
                clock,
                Samples.ids(),
                RootDomain.ID,
                Samples.DEPLOYMENT,
                new ServerFacts("claviger", "0.1.0", "Claviger", "Claviger", "test", Samples.NOW),
                held::get,
                2));
        port = await(door.listen(new HttpServerOptions().setHost("127.0.0.1").setPort(0)));
    }

    /** A token of Alice's, for a session that only the store knows. */
    String token() {
        UUID id = Samples.ids().next();
        Session session = Samples.session(id);
        stored.put(id, session);
        byte[] token =
                new AccessTokens(keys, Samples.DEPLOYMENT).issue(session, Bytes.ofHex("0102030405060708"), clock.now());
        return new String(token, StandardCharsets.US_ASCII);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static String preset() {
        try (var in = LifecycleRules.class.getResourceAsStream("/lifecycle/sp800-57-r5.yaml")) {
            if (in == null) {
                throw new AssertionError("no preset");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        await(door.close(RestDoor.LONGEST_DRAIN));
        await(vertx.close());
    }

    private final class ListJournal implements Journal {
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

    private final class SessionStore implements Store {
        @Override
        public <R> R read(Function<Reader, R> work) {
            return work.apply(reader());
        }

        @Override
        public <R> R write(Function<Transaction, R> work) {
            throw new AssertionError("nothing is written here");
        }

        private Reader reader() {
            return (Reader) Proxy.newProxyInstance(
                    Reader.class.getClassLoader(),
                    new Class<?>[] {Reader.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "session" -> {
                            arrived.countDown();
                            gate.await();
                            yield Optional.ofNullable(stored.get((UUID) arguments[1]));
                        }
                        case "revokedTokens" -> List.of();
                        case "key", "user", "group", "replay" -> Optional.empty();
                        default -> throw new AssertionError(method);
                    });
        }
    }

    private static final class OpenRoot implements RootKey {
        private final WrappingKey key = new WrappingKey(Samples.SLAB.takeFrom(new byte[32]));

        @Override
        public Bytes wrap(SecretBytes secret, byte[] associatedData) {
            return key.wrap(secret, associatedData, Samples.RANDOM);
        }

        @Override
        public SecretBytes unwrap(Bytes wrapped, byte[] associatedData) {
            return key.unwrap(wrapped, associatedData, Samples.SLAB);
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
    }
}
