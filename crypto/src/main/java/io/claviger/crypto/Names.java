package io.claviger.crypto;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How names of algorithms are read: in any case, with or without dashes and underscores. */
final class Names {
    private Names() {}

    static <T> Optional<T> find(T[] all, Function<T, String> name, String wanted) {
        String folded = fold(wanted);
        for (T one : all) {
            if (fold(name.apply(one)).equals(folded)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    static String fold(String name) {
        return name.replace("-", "").replace("_", "").toUpperCase(Locale.ROOT);
    }
}
