package io.claviger.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies that nobody can change, for the generated records. */
final class Frozen {
    private Frozen() {}

    static <T> List<T> list(List<T> list) {
        return List.copyOf(list);
    }

    /** Keeps the order, so that the same record always gives the same bytes. */
    static <T> Map<String, T> map(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A component that a builder must have been given. */
    static <T> T set(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalStateException(name + " was not set");
        }
        return value;
    }
}
