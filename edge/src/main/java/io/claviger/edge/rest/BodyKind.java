package io.claviger.edge.rest;

import io.claviger.Problem;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a body is of the kind that its route takes. */
final class BodyKind {
    private BodyKind() {}

    /** @throws Rejected when it is missing, or says that it is something else than JSON */
    static void require(Exchange exchange) {
        boolean empty = exchange.body().length == 0;
        switch (exchange.route().body()) {
            case NONE, BYTES -> {}
            case OPTIONAL_JSON -> {
                if (!empty) {
                    requireJson(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
                }
            }
            case JSON -> {
                requireJson(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
                if (empty) {
                    throw Rejected.badRequest("a JSON body is required");
                }
            }
        }
    }

    private static void requireJson(@Nullable String contentType) {
        if (!json(contentType)) {
            throw new Rejected(Problem.BAD_REQUEST, 415, "Content-Type must be application/json");
        }
    }

    static boolean json(@Nullable String contentType) {
        if (contentType == null || contentType.equals("application/json")) {
            return true;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.endsWith("/json") || type.endsWith("+json");
    }
}
