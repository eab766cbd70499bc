package io.claviger.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an event as the log holds them for ever: RFC 8785 canonical JSON (names in order, no white space), so that
 * anybody can hash them again.
 */
public final class AuditLeaf {
    private AuditLeaf() {}

    public static byte[] encode(AuditEvent e) {
        var out = new CanonicalJson(384);
        out.open();
        uuid(out, "actor", e.actor());
        out.time("at", e.at());
        uuid(out, "domain", e.domain());
        text(out, "from", e.from());
        uuid(out, "id", e.id());
        text(out, "mac", e.mac());
        if (e.count() > 1) {
            out.number("n", e.count());
        }
        uuid(out, "node", e.node());
        out.text("op", e.op());
        out.text("outcome", e.outcome());
        text(out, "policy", e.policy());
        text(out, "reason", e.reason());
        uuid(out, "request", e.request());
        number(out, "rev", e.revision());
        uuid(out, "session", e.session());
        out.text("source", e.source());
        uuid(out, "target", e.target());
        text(out, "to", e.to());
        out.number("v", 1);
        if (e.version() != null) {
            out.number("version", e.version());
        }
        return out.close();
    }

    private static void uuid(CanonicalJson out, String name, @Nullable UUID value) {
        if (value != null) {
            out.uuid(name, value);
        }
    }

    private static void text(CanonicalJson out, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            out.text(name, value);
        }
    }

    private static void number(CanonicalJson out, String name, @Nullable Long value) {
        if (value != null) {
            out.number(name, value);
        }
    }
}
