package io.claviger.server;

import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.ProcessGuard;
import io.claviger.crypto.Providers;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.SelfTests;
import io.claviger.crypto.x509.LocalAuthority;
import io.claviger.custody.RootKey;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.custody.SystemKeys;
import io.claviger.edge.rest.RestDoor;
import io.claviger.edge.rest.ServerFacts;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.Sessions;
import io.claviger.operation.Authorizer;
import io.claviger.operation.Coherence;
import io.claviger.operation.KeyRing;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;
import io.claviger.rootkey.RootKeys;
import io.claviger.store.Database;
import io.claviger.store.Deployment;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The composition root: everything that runs, in the order in which it starts, and back again when it stops. */
final class Server implements AutoCloseable {
    static final String VERSION = "0.1.0";

    private static final String LOOPBACK = "127.0.0.1";
    private static final long STOP_S = 15;

    private final Home home;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private int port;
    private String fingerprint = "";

    private Server(Home home) {
        this.home = home;
    }

    /** @throws Refused with the one line that says why it does not start */
    static Server start(Options options) {
        var server = new Server(Home.open(options.home()));
        try {
            server.open(options);
            return server;
        } catch (RuntimeException | Error failed) {
            server.close();
            throw failed;
        }
    }

    private void open(Options options) {
        running.push(home);
        var random = new SecureRandom();
        var clock = new SystemClock();
        var ids = new Ids(clock, random);
        boolean guarded = "1".equals(System.getenv("CLAVIGER_PROFILE")) || ProcessGuard.close();
        SecretSlab slab = SecretSlab.open();
        Warnings.print(slab, guarded);
        SelfTests.run(slab);

        UUID node = home.nodeId(ids::next);
        RootKey root = RootKeyOpening.open(new RootKeys(home.root(), slab, random), options, slab, System::getenv);
        running.push(root);
        Database database = DatabaseOpening.open(options, home);
        running.push(database);
        database.migrate();
        Deployment deployment = Deployment.open(
                database,
                root,
                () -> FirstStarts.gather(options, home, node, root, database, slab, random, System::getenv),
                slab,
                random,
                ids,
                clock);
        running.push(deployment.custody());
        FirstStarts.requireUnchanged(options, deployment.settings());
        BindRule.require(options, deployment.directory());
        home.write(home.authority(), authority(deployment).getBytes(StandardCharsets.US_ASCII), false);

        SystemKeys system = deployment.openSystemKeys();
        var sessions = new Sessions();
        var ring = new KeyRing();
        var refusals = new RefusalTally();
        Map<String, String> settings = deployment.settings();
        var coherence = new Coherence(deployment.directory(), sessions, ring)
                .andThen(new InitialPasswordRemoval(home, deployment.directory()));
        var log = Logs.open(
                new Logs.Parts(options, home, node, database, deployment, system, refusals, clock, ids, coherence));
        running.push(log);
        var runner = new OperationRunner(new OperationRunner.Parts(
                log.store(),
                log.journal(),
                ring,
                new Authorizer(Presets.load(
                        settings.getOrDefault(Setting.LIFECYCLE_PRESET.label(), Setting.LIFECYCLE_PRESET.byDefault()))),
                deployment.custody(),
                system,
                deployment.directory(),
                sessions,
                new PasswordVerifier(random),
                clock,
                ids,
                node,
                refusals));
        serve(options, deployment, new DoorParts(runner, log, system, sessions, slab, refusals, clock, ids));
    }

    private record DoorParts(
            OperationRunner runner,
            Logs log,
            SystemKeys system,
            Sessions sessions,
            SecretSlab slab,
            RefusalTally refusals,
            SystemClock clock,
            Ids ids) {}

    private void serve(Options options, Deployment deployment, DoorParts parts) {
        Vertx vertx = Vertx.vertx();
        running.push(
                () -> vertx.close().toCompletionStage().toCompletableFuture().get(STOP_S, TimeUnit.SECONDS));
        var door = new RestDoor(new RestDoor.Parts(
                vertx,
                parts.runner(),
                parts.log().journal(),
                parts.system(),
                parts.sessions(),
                deployment.directory(),
                parts.slab(),
                parts.refusals(),
                parts.clock(),
                parts.ids(),
                RootDomain.ID,
                deployment.custody().deployment(),
                new ServerFacts(
                        "claviger",
                        VERSION,
                        "Claviger",
                        "Claviger",
                        Providers.of(Algorithm.EC),
                        parts.clock().now()),
                Runtime.getRuntime().availableProcessors()));
        running.push(() -> door.close(RestDoor.LONGEST_DRAIN)
                .toCompletionStage()
                .toCompletableFuture()
                .get(STOP_S, TimeUnit.SECONDS));
        var tls = new TlsContext(deployment);
        port = await(door, tls, LOOPBACK, options.port());
        String bind = options.bind();
        if (bind != null && !bind.equals(LOOPBACK)) {
            await(door, tls, bind, port);
        }
        fingerprint = LocalAuthority.sha256Fingerprint(
                deployment.systemKey(Purpose.CA).certificate());
        home.announce(new Home.Running(ProcessHandle.current().pid(), port, null, null, fingerprint, VERSION));
        running.push(() -> home.delete(home.run()));
    }

    private static int await(RestDoor door, TlsContext tls, String address, int port) {
        try {
            return door.listen(tls.options(address, port))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Refused("cannot listen on %s port %d: %s".formatted(address, port, e.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private static String authority(Deployment deployment) {
        return LocalAuthority.pem(deployment.systemKey(Purpose.CA).certificate());
    }

    int port() {
        return port;
    }

    Home home() {
        return home;
    }

    /** Where it listens, whom to trust, and where to begin. */
    String greeting() {
        String password = Files.exists(home.initialPassword())
                ? "password of admin   %s%n".formatted(home.initialPassword())
                : "";
        return """
                Claviger %s listens on https://%s:%d
                CA fingerprint      %s
                CA certificate      %s
                %s""".formatted(VERSION, LOOPBACK, port, fingerprint, home.authority(), password);
    }

    /** Stops accepting, finishes what runs, seals, checkpoints, closes: in the order opposite to the start. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failed) {
                first = first == null ? new IllegalStateException(failed.getMessage(), failed) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
