package io.claviger.crypto;

import org.jspecify.annotations.Nullable;

/** A parsed key until its {@link ReadyKey} is closed: then unreferenced, which is all JCA lets one do. */
final class Held<T> {
    private volatile @Nullable T value;

    Held(T value) {
        this.value = value;
    }

    /** Throws {@link IllegalStateException} once dropped. */
    T open() {
        T open = value;
        if (open == null) {
            throw new IllegalStateException("the key is closed");
        }
        return open;
    }

    void drop() {
        value = null;
    }
}
