package io.claviger.crypto;

import java.util.List;

/** The questions of {@link SelfTests}. */
final class KnownAnswers {
    private KnownAnswers() {}

    static List<KnownAnswer> all(SecretSlab slab) {
        return List.of();
    }
}
