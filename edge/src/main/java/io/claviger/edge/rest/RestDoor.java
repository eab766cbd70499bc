package io.claviger.edge.rest;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException.Held;
import io.claviger.audit.Journal;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.Sessions;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The REST API on any number of addresses. */
public final class RestDoor {
    /** A clean stop waits this long at most for what runs. */
    public static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    /**
     * What the door stands on.
     *
     * @param gate that the servers of {@code vertx} stand behind
     * @param rootDomain where callers come in who say nothing of a domain
     * @param deployment audience of the tokens
     * @param held why nothing but health may be served now; null when all may
     * @param loops how many event loops serve each address
     */
    public record Parts(
            Gate gate,
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
            Supplier<@Nullable Held> held,
            int loops) {}

    private final Floors floors;
    private final Listeners listeners;

    public RestDoor(Parts parts) {
        FloodLimits limits = parts.gate().limits();
        this.floors = new Floors(Runtime.getRuntime().availableProcessors(), limits.hashing());
        var strangers = new Strangers(parts.refusals(), limits, parts.clock());
        Reception.Parts reception = reception(parts, floors, strangers);
        this.listeners = new Listeners(
                parts.vertx(),
                limits,
                parts.loops(),
                request -> strangers.refuseNonsense(request, parts.ids().next(), Listener.malformed(request)),
                loop -> new Reception(reception, new EventLoop(loop, parts.journal())));
    }

    private static Reception.Parts reception(Parts parts, Floors floors, Strangers strangers) {
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
                new Corridor(parts.runner(), strangers, bodies(parts.gate().limits())),
                floors,
                parts.ids(),
                parts.held(),
                parts.rootDomain());
    }

    private static BodyBudget bodies(FloodLimits limits) {
        return new BodyBudget(Math.min(limits.bodies(), EdgeLimits.heapsBodies()));
    }

    /**
     * Begins to serve an address; may be called for several.
     *
     * @param options address, port (0 takes any free one) and TLS; the limits are the door's own
     * @return the port
     */
    public Future<Integer> listen(HttpServerOptions options) {
        return listeners.listen(options);
    }

    /**
     * Shows another certificate to who connects from now on; connections that are open stay.
     *
     * @param options with the certificate
     */
    public Future<Void> certificate(HttpServerOptions options) {
        return listeners.certificate(Objects.requireNonNull(options.getSslOptions(), "TLS"));
    }

    /** Stops accepting, lets what runs finish within {@code drain}, then closes what is left. */
    public Future<Void> close(Duration drain) {
        Duration bounded = drain.compareTo(LONGEST_DRAIN) > 0 ? LONGEST_DRAIN : drain;
        return listeners.close(bounded).eventually(() -> {
            floors.close();
            return Future.succeededFuture();
        });
    }
}
