package io.claviger.store.verify;

import io.claviger.RootDomain;
import io.claviger.crypto.Bytes;
import io.claviger.store.journal.LeafReader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of the tree as a source holds it.
 *
 * @param columns what the row beside it says; null where there are no rows
 */
record LogLeaf(long seq, Bytes bytes, @Nullable Columns columns) {
    /** The columns of {@code event} that repeat what the leaf says; times in microseconds since 1970. */
    record Columns(
            String kind,
            Bytes domain,
            long at,
            @Nullable Bytes actor,
            String op,
            @Nullable Bytes target,
            String outcome,
            String source,
            @Nullable Bytes request) {

        /** What they must be beside the leaf of an event. */
        static Columns ofEvent(Map<String, Object> leaf) {
            return new Columns(
                    "event",
                    LogLeaf.bytes(UUID.fromString(text(leaf, "domain"))),
                    micros(Instant.parse(text(leaf, "at"))),
                    id(leaf, "actor"),
                    text(leaf, "op"),
                    id(leaf, "target"),
                    text(leaf, "outcome"),
                    text(leaf, "source"),
                    id(leaf, "request"));
        }

        /** What they must be beside a seal. */
        static Columns ofSeal(UUID node, long newestAt) {
            return new Columns(
                    "seal",
                    LogLeaf.bytes(RootDomain.ID),
                    newestAt,
                    null,
                    "Seal",
                    LogLeaf.bytes(node),
                    "success",
                    "local",
                    null);
        }
    }

    boolean seal() {
        return "seal".equals(fields().get("type"));
    }

    Map<String, Object> fields() {
        return LeafReader.fields(bytes.toArray());
    }

    static Bytes bytes(UUID id) {
        return Bytes.taking(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static String text(Map<String, Object> leaf, String name) {
        if (leaf.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    private static @Nullable Bytes id(Map<String, Object> leaf, String name) {
        return leaf.containsKey(name) ? bytes(UUID.fromString(text(leaf, name))) : null;
    }
}
