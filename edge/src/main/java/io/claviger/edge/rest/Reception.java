package io.claviger.edge.rest;

import io.claviger.Ids;
import io.claviger.KmsException.Held;
import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.Problem;
import io.claviger.api.Routes;
import io.claviger.identity.Principal;
import io.claviger.operation.Call;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes each request of one event loop: finds its route, its caller and its body, then hands it on. */
final class Reception implements Handler<HttpServerRequest> {
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    private static final CharSequence IF_MATCH = HttpHeaders.createOptimized("If-Match");

    /** What every event loop shares. */
    record Parts(
            Router router,
            RouteTable routes,
            Authentication authentication,
            Corridor corridor,
            Floors floors,
            Ids ids,
            Supplier<@Nullable Held> held,
            UUID rootDomain) {}

    private final Parts parts;
    private final EventLoop loop;

    Reception(Parts parts, EventLoop loop) {
        this.parts = parts;
        this.loop = loop;
    }

    @Override
    public void handle(HttpServerRequest request) {
        UUID id = parts.ids().next();
        try {
            receive(request, id);
        } catch (RuntimeException failure) {
            refuse(request, id, ErrorWords.known(failure));
        } catch (Error failure) {
            Wire.fail(request, id, new IllegalStateException(failure));
            throw failure;
        }
    }

    private void refuse(HttpServerRequest request, UUID id, RuntimeException why) {
        try {
            turnAway(request, id, "BadRequest", why);
        } catch (RuntimeException unrecorded) {
            strangers().refuse(request, id, ErrorWords.known(unrecorded));
        }
    }

    private void receive(HttpServerRequest request, UUID id) {
        Held held = parts.held().get();
        if (held != null) {
            Health.withhold(request, id, held);
            return;
        }
        String uri = request.uri();
        if (uri.length() > EdgeLimits.REQUEST_LINE) {
            throw new Rejected(Problem.BAD_REQUEST, 414, "the request line is too long");
        }
        requireUnambiguous(request);
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        switch (parts.router().find(request.method().name(), path)) {
            case Router.Unknown _ ->
                turnAway(request, id, "UnknownPath", new Rejected(Problem.NOT_FOUND, "Resource not found"));
            case Router.WrongMethod wrong -> {
                request.response().putHeader(HttpHeaders.ALLOW, wrong.allowed());
                var why = new Rejected(Problem.METHOD_NOT_ALLOWED, "the methods of this path are " + wrong.allowed());
                turnAway(request, id, "WrongMethod", why);
            }
            case Router.Match match ->
                enter(exchange(request, id, match, mark < 0 ? Query.NONE : Query.parse(uri.substring(mark + 1))));
        }
    }

    /**
     * What HTTP leaves to chance is refused: with two Authorization headers each hop may read another one (RFC 9110, section
     * 5.3), and a request of HTTP/1.1 has one Host (RFC 9112, section 3.2).
     */
    private static void requireUnambiguous(HttpServerRequest request) {
        if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            throw Rejected.badRequest("there must be one Authorization header");
        }
        boolean named = request.version() != HttpVersion.HTTP_1_1
                || request.headers().getAll(HttpHeaders.HOST).size() == 1;
        if (!named) {
            throw Rejected.badRequest("there must be one Host header");
        }
    }

    /** There is no such thing to ask for: on record for a caller whose session is at hand, else in the tally. */
    private void turnAway(HttpServerRequest request, UUID id, String verb, RuntimeException why) {
        String source = Source.text(request);
        Principal caller = callerAtHand(request, source);
        if (caller == null) {
            strangers().count(verb, source);
            strangers().refuse(request, id, why);
        } else {
            var call = new Call(caller, id, null);
            parts.corridor()
                    .runner()
                    .turnAway(
                            call,
                            verb,
                            ErrorWords.problem(why),
                            why,
                            loop.lane(),
                            new Refusal(known -> Wire.fail(request, id, known)));
        }
    }

    private @Nullable Principal callerAtHand(HttpServerRequest request, String source) {
        try {
            Authentication authentication = parts.authentication();
            return authentication.known(authentication.claims(request.getHeader(HttpHeaders.AUTHORIZATION)), source);
        } catch (Unauthenticated nobody) {
            return null;
        }
    }

    private Exchange exchange(HttpServerRequest request, UUID id, Router.Match match, Query query) {
        var stranger = new Call(Principal.stranger(parts.rootDomain(), Source.text(request)), id, null);
        return new Exchange(
                request, loop, parts.corridor(), match, parts.routes().variables(match.route()), query, stranger);
    }

    private Strangers strangers() {
        return parts.corridor().strangers();
    }

    private void enter(Exchange exchange) {
        if (exchange.route().anonymous()) {
            admit(exchange, exchange.call().principal());
            return;
        }
        String source = exchange.source();
        AccessTokens.Claims claims;
        Principal caller;
        try {
            claims = parts.authentication().claims(exchange.request().getHeader(HttpHeaders.AUTHORIZATION));
            caller = parts.authentication().known(claims, source);
        } catch (Unauthenticated refused) {
            unknown(exchange, refused);
            return;
        }
        if (caller == null) {
            fetch(exchange, claims, source);
        } else {
            admit(exchange, caller);
        }
    }

    /** The session is not in memory: the body waits on the wire until it is. */
    private void fetch(Exchange exchange, AccessTokens.Claims claims, String source) {
        HttpServerRequest request = exchange.request();
        request.pause();
        parts.floors().waiting(() -> {
            try {
                Principal caller = parts.authentication()
                        .fetch(claims, source, exchange.call().request());
                loop.run(() -> {
                    request.resume();
                    admit(exchange, caller);
                });
            } catch (RuntimeException failure) {
                loop.run(() -> {
                    request.resume();
                    exchange.fail(failure);
                });
            }
        });
    }

    private void unknown(Exchange exchange, Unauthenticated refused) {
        strangers().count("token", exchange.source());
        exchange.fail(refused);
    }

    private void admit(Exchange exchange, Principal caller) {
        exchange.call(new Call(caller, exchange.call().request(), null));
        try {
            exchange.call(new Call(caller, exchange.call().request(), idempotencyKey(exchange.request())));
            Routes route = exchange.route();
            if (exchange.request().headers().contains(IF_MATCH)) {
                throw new InvalidField("If-Match", "is not understood here yet");
            }
            if (!route.method().equals("GET")) {
                exchange.query().requireOnly(route.query());
            }
            RouteHandler handler = parts.routes().handler(route);
            if (route.body() == Routes.Body.NONE) {
                handler.handle(exchange);
            } else {
                BodyIntake.read(exchange, handler);
            }
        } catch (RuntimeException failure) {
            exchange.refuse(failure);
        }
    }

    private static @Nullable String idempotencyKey(HttpServerRequest request) {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        boolean printable = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (key.isEmpty() || key.length() > EdgeLimits.IDEMPOTENCY_KEY || !printable) {
            throw new InvalidField(
                    "Idempotency-Key", "must be 1 to %d printable characters".formatted(EdgeLimits.IDEMPOTENCY_KEY));
        }
        return key;
    }
}
