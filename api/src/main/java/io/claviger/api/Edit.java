package io.claviger.api;

/**
 * What a PATCH wants of a field that may also be emptied; a component that is null wants nothing.
 *
 * @param <T> what the field holds
 */
public sealed interface Edit<T> {

    /**
     * Gives the field a value.
     *
     * @param value the new one
     */
    record Set<T>(T value) implements Edit<T> {}

    /** Empties the field. */
    record Clear<T>() implements Edit<T> {}
}
