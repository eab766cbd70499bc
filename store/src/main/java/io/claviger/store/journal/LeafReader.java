package io.claviger.store.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.claviger.KmsException.Broken;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.JournalSeal;
import io.claviger.operation.Reader;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads leaves back: flat JSON objects of strings and integers. Whatever is none is {@link Broken}. */
public final class LeafReader {
    private static final JsonFactory JSON = new JsonFactory();

    private LeafReader() {}

    /** Members by name: {@link String} or {@link Long}. */
    public static Map<String, Object> fields(byte[] leaf) {
        var fields = new HashMap<String, Object>();
        try (JsonParser in = JSON.createParser(leaf)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new Broken("a leaf of the log");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken token = in.nextToken();
                fields.put(name, token == JsonToken.VALUE_NUMBER_INT ? (Object) in.getLongValue() : in.getText());
            }
            return fields;
        } catch (IOException malformed) {
            throw new Broken("a leaf of the log");
        }
    }

    public static Reader.RowSeal rowSeal(byte[] leaf) {
        Map<String, Object> fields = fields(leaf);
        return fields.get("rev") instanceof Long revision && fields.get("mac") instanceof String mac
                ? new Reader.RowSeal(revision, mac)
                : new Reader.RowSeal(-1, "");
    }

    public static AuditEvent event(byte[] leaf) {
        Map<String, Object> f = fields(leaf);
        return new AuditEvent(
                required(uuid(f, "id")),
                Instant.parse(required(text(f, "at"))),
                required(uuid(f, "node")),
                required(uuid(f, "domain")),
                uuid(f, "actor"),
                uuid(f, "session"),
                required(text(f, "source")),
                required(text(f, "op")),
                uuid(f, "target"),
                f.get("version") instanceof Long version ? Math.toIntExact(version) : null,
                f.get("rev") instanceof Long revision ? revision : null,
                text(f, "mac"),
                text(f, "from"),
                text(f, "to"),
                required(text(f, "outcome")),
                text(f, "reason"),
                text(f, "policy"),
                uuid(f, "request"),
                f.get("n") instanceof Long n ? n : 1);
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    private static @Nullable UUID uuid(Map<String, Object> fields, String name) {
        String text = text(fields, name);
        return text == null ? null : id(text);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Broken("a leaf of the log");
        }
    }

    /** Reads a seal back; its {@code count} follows from the rest. */
    public static JournalSeal seal(byte[] leaf) {
        Map<String, Object> f = fields(leaf);
        if (!"seal".equals(f.get("type"))
                || !(f.get("first") instanceof Long first)
                || !(f.get("last") instanceof Long last)) {
            throw new Broken("a leaf of the log");
        }
        return new JournalSeal(required(uuid(f, "node")), first, last, required(text(f, "root")));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new Broken("a leaf of the log");
        }
        return value;
    }
}
