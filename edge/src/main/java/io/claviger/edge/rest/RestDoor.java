package io.claviger.edge.rest;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.audit.Journal;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.Sessions;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The REST API on any number of addresses. */
public final class RestDoor {
    /** A clean stop waits this long at most for what runs. */
    public static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    /**
     * What the door stands on.
     *
     * @param rootDomain where callers come in who say nothing of a domain
     * @param deployment audience of the tokens
     * @param loops how many event loops serve each address
     */
    public record Parts(
            Vertx vertx,
            OperationRunner runner,
            Journal journal,
            SystemKeys system,
            Sessions sessions,
            Directory directory,
            SecretSlab slab,
            RefusalTally refusals,
            Clock clock,
            Ids ids,
            UUID rootDomain,
            UUID deployment,
            ServerFacts facts,
            int loops) {}

    private final Vertx vertx;
    private final Journal journal;
    private final int loops;
    private final Floors floors;
    private final Reception.Parts reception;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public RestDoor(Parts parts) {
        this.vertx = parts.vertx();
        this.journal = parts.journal();
        this.loops = parts.loops();
        this.floors = new Floors(Runtime.getRuntime().availableProcessors());
        this.reception = reception(parts, floors);
    }

    private static Reception.Parts reception(Parts parts, Floors floors) {
        var tokens = new AccessTokens(parts.system(), parts.deployment());
        var secrets = new Secrets(parts.slab());
        var tokenParts = new TokenRoutes.Parts(
                tokens, parts.system(), parts.clock(), floors, secrets, parts.deployment(), parts.rootDomain());
        var routes = new RouteTable(
                new SystemRoutes(parts.facts(), new AuditWords(parts.directory())),
                new TokenRoutes(tokenParts),
                new IdentityRoutes(floors, secrets, new IdentityWords(parts.directory())),
                new KeyRoutes(floors, secrets),
                new CryptoRoutes(parts.runner(), floors),
                floors);
        var authentication =
                new Authentication(tokens, parts.sessions(), parts.directory(), parts.runner(), parts.clock());
        return new Reception.Parts(
                new Router(),
                routes,
                authentication,
                new Corridor(parts.runner(), parts.refusals(), new BodyBudget(EdgeLimits.allBodies())),
                floors,
                parts.ids(),
                parts.rootDomain());
    }

    /**
     * Begins to serve an address; may be called for several.
     *
     * @param options address, port (0 takes any free one) and TLS; the limits are the door's own
     * @return the port
     */
    public Future<Integer> listen(HttpServerOptions options) {
        HttpServerOptions limited = EdgeLimits.on(options);
        if (limited.getPort() == 0) {
            // To Vert.x, 0 is another free port for each event loop, and a negative number one for all.
            limited.setPort(-1);
        }
        var port = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> {
                            var listener = new Listener(limited, journal, reception, port);
                            listeners.add(listener);
                            return listener;
                        },
                        new DeploymentOptions().setInstances(loops))
                .map(_ -> port.get());
    }

    /** Stops accepting, lets what runs finish within {@code drain}, then closes what is left. */
    public Future<Void> close(Duration drain) {
        Duration bounded = drain.compareTo(LONGEST_DRAIN) > 0 ? LONGEST_DRAIN : drain;
        var closing =
                listeners.stream().map(listener -> listener.shutdown(bounded)).toList();
        return Future.join(closing).<Void>mapEmpty().eventually(() -> {
            floors.close();
            return Future.succeededFuture();
        });
    }
}
