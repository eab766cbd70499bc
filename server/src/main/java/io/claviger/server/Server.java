package io.claviger.server;

import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Providers;
import io.claviger.crypto.x509.LocalAuthority;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.custody.SystemKeys;
import io.claviger.edge.rest.Gate;
import io.claviger.edge.rest.HealthDoor;
import io.claviger.edge.rest.RestDoor;
import io.claviger.edge.rest.ServerFacts;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.Sessions;
import io.claviger.key.LifecycleRules;
import io.claviger.operation.Authorizer;
import io.claviger.operation.Coherence;
import io.claviger.operation.KeyRing;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;
import io.claviger.operation.Sweeper;
import io.claviger.store.Deployment;
import io.claviger.store.KekKeeper;
import io.claviger.store.LogTree;
import io.claviger.store.Purging;
import io.claviger.store.TlsKeeper;
import io.claviger.store.node.Hold;
import io.claviger.store.node.NodeFolder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The composition root: everything that runs, in the order in which it starts, and back again when it stops. */
final class Server implements AutoCloseable {
    static final String VERSION = "0.1.0";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");
    private static final long STOP_S = 15;

    private final Home home;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private int port;
    private String fingerprint = "";
    private @Nullable GuardedClock clock;
    private @Nullable Hold held;
    private @Nullable Hold announced;
    private BooleanSupplier stale = () -> false;

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
        Admission admission = Admission.to(home);
        Optional<Hold> place = admission.place();
        Foundation base = Foundation.lay(options, home, place.isEmpty());
        running.push(base);
        clock = base.clock();
        publishAuthority(base.deployment());
        try {
            if (place.isPresent()) {
                throw new Admission.Withheld(place.get());
            }
            LogTree tree = admission.log(base.database(), base.deployment(), base.clock());
            serveAll(options, base, tree, admission);
        } catch (Admission.Withheld withheld) {
            serveHealth(options, base, withheld.hold());
        }
    }

    private void serveAll(Options options, Foundation base, LogTree tree, Admission admission) {
        SystemKeys system = base.deployment().openSystemKeys();
        var sessions = new Sessions();
        var ring = new KeyRing();
        var refusals = new RefusalTally();
        var directory = base.deployment().directory();
        var coherence = new Coherence(directory, sessions, ring).andThen(new InitialPasswordRemoval(home, directory));
        Logs logs = Logs.open(new Logs.Parts(options, base, tree, admission, system, refusals, coherence));
        running.push(logs);
        stale = logs.store()::stale;
        var keks = new KekKeeper(logs.store(), base.deployment().custody(), base.node(), base.ids(), base.wall());
        keks.keep();

        var runner = new OperationRunner(new OperationRunner.Parts(
                logs.store(),
                logs.journal(),
                ring,
                new Authorizer(rules(base.deployment())),
                base.deployment().custody(),
                system,
                directory,
                sessions,
                new PasswordVerifier(base.random()),
                base.clock(),
                base.ids(),
                base.node(),
                refusals));
        var sweeper = new Sweeper(logs.store(), runner, base.clock(), base.ids());
        var purging = new Purging(logs.store(), base.clock());
        RestDoor door = restDoor(gate(options, base), base, runner, logs, system, sessions, refusals);
        var tls = new TlsKeeper(logs.store(), base.deployment(), base.node(), base.ids(), base.clock());
        tls.renewWhenDue();
        running.push(new Sweeping(
                List.of(sweeper::sweep, keks::keep, purging::purgeWhenDue, () -> renew(tls, door, base.deployment()))));
        running.push(() -> wait(door.close(RestDoor.LONGEST_DRAIN)));
        listen(options, door::listen, new TlsContext(base.deployment()));
    }

    private void renew(TlsKeeper tls, RestDoor door, Deployment deployment) {
        if (tls.renewWhenDue()) {
            wait(door.certificate(new TlsContext(deployment).options(LOOPBACK, port)));
        }
    }

    private void serveHealth(Options options, Foundation base, Hold why) {
        Gate gate = gate(options, base);
        var door = new HealthDoor(gate, vertx(gate), base.ids(), GuardedClock.held(why));
        running.push(() -> wait(door.close()));
        held = why;
        announced = why;
        listen(options, door::listen, new TlsContext(base.deployment()));
    }

    private static Gate gate(Options options, Foundation base) {
        return new Gate(Floods.limits(options), base.clock());
    }

    private Vertx vertx(Gate gate) {
        Vertx vertx = gate.vertx();
        running.push(() -> wait(vertx.close()));
        return vertx;
    }

    private RestDoor restDoor(
            Gate gate,
            Foundation base,
            OperationRunner runner,
            Logs logs,
            SystemKeys system,
            Sessions sessions,
            RefusalTally refusals) {
        return new RestDoor(new RestDoor.Parts(
                gate,
                vertx(gate),
                runner,
                logs.journal(),
                system,
                sessions,
                base.deployment().directory(),
                base.slab(),
                refusals,
                base.clock(),
                base.ids(),
                RootDomain.ID,
                base.deployment().custody().deployment(),
                facts(base),
                base.clock()::behind,
                Runtime.getRuntime().availableProcessors()));
    }

    /** The rules of the life cycle that the deployment's preset names. */
    private static LifecycleRules rules(Deployment deployment) {
        Setting preset = Setting.LIFECYCLE_PRESET;
        return Presets.load(deployment.settings().getOrDefault(preset.label(), preset.byDefault()));
    }

    private static ServerFacts facts(Foundation base) {
        return new ServerFacts(
                "claviger",
                VERSION,
                "Claviger",
                "Claviger",
                Providers.of(Algorithm.EC),
                base.clock().now());
    }

    private void publishAuthority(Deployment deployment) {
        var certificate = deployment.systemKey(Purpose.CA).certificate();
        fingerprint = LocalAuthority.sha256Fingerprint(certificate);
        home.write(home.authority(), LocalAuthority.pem(certificate).getBytes(StandardCharsets.US_ASCII), false);
    }

    private void listen(Options options, Function<HttpServerOptions, Future<Integer>> door, TlsContext tls) {
        String bind = options.bind() == null ? LOOPBACK : options.bind();
        // Loopback always, which the command line uses; an address that stands for all has it already.
        port = wait(door.apply(tls.options(EVERYWHERE.contains(bind) ? bind : LOOPBACK, options.port())));
        if (!EVERYWHERE.contains(bind) && !bind.equals(LOOPBACK)) {
            wait(door.apply(tls.options(bind, port)));
        }
        announce();
        running.push(() -> home.delete(home.run()));
    }

    private void announce() {
        String serving = announced == null ? null : announced.reason();
        home.announce(new Home.Running(ProcessHandle.current().pid(), port, null, null, fingerprint, VERSION, serving));
    }

    /** Why nothing but health is served now; null when everything is. */
    private @Nullable Hold hold() {
        GuardedClock guarded = clock;
        return held == null && guarded != null && guarded.behind() != null ? Hold.CLOCK_BEHIND : held;
    }

    /**
     * Tells scripts and people when the server stops serving or serves again; to be called every second.
     *
     * @return true when it is to be started anew: an operator has let a server go on that is held, or the database holds a
     *     commit whose outcome nobody was told
     */
    boolean watch() {
        if (stale.getAsBoolean()) {
            return true;
        }
        Hold now = hold();
        if (now != announced) {
            announced = now;
            announce();
            System.err.print(standing());
        }
        try {
            return now != null
                    && new NodeFolder(home.path())
                            .accepted()
                            .filter(word -> word.covers(now))
                            .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static <T> T wait(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(STOP_S, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new Refused("cannot listen: " + failed.getMessage());
        } catch (TimeoutException late) {
            throw new Refused("the network did not answer within %d s".formatted(STOP_S));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
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

    /** One line: whether it serves, and if not, why and with what command it goes on. */
    String standing() {
        Hold now = announced;
        return now == null
                ? "claviger: serves again%n".formatted()
                : "claviger: %s; only health is served on port %d. If it may go on: claviger recover %s --home %s%n"
                        .formatted(now.sentence(), port, now.command(), home.path());
    }

    /** Whether it answers health alone. */
    boolean withheld() {
        return announced != null;
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
