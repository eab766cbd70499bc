package io.claviger.key;

import org.jspecify.annotations.Nullable;

/**
 * How a caller names a key version.
 *
 * @param text an id, name, or uri, as the caller wrote it
 * @param kind what {@code text} is; null tries id, then name, then uri
 * @param version the version's number; null or -1 is the one that the id names, or the newest
 */
public record KeyRef(
        String text, @Nullable Kind kind, @Nullable Integer version) {
    /** What an identifier may be. */
    public enum Kind {
        ID,
        /** The id of a version that may have been deleted: a tombstone is found by its id alone. */
        ID_EVEN_DELETED,
        NAME,
        ALIAS,
        URI,
        SLUG
    }

    public KeyRef {
        version = version != null && version == -1 ? null : version;
    }

    public static KeyRef id(Object id) {
        return new KeyRef(id.toString(), Kind.ID, null);
    }

    public static KeyRef evenDeleted(String id) {
        return new KeyRef(id, Kind.ID_EVEN_DELETED, null);
    }

    public static KeyRef name(String name) {
        return new KeyRef(name, Kind.NAME, null);
    }
}
