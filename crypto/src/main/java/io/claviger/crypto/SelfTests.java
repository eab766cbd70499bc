package io.claviger.crypto;

import java.util.List;

/** Known answers, asked once at start, before anything is computed for anyone (FIPS 140-3 section 7.10). */
public final class SelfTests {
    private SelfTests() {}

    /** Throws {@link SelfTestFailed} naming the first algorithm that does not answer as it must. */
    public static void run(SecretSlab slab) {
        run(KnownAnswers.all(slab));
    }

    static void run(List<KnownAnswer> answers) {
        for (KnownAnswer answer : answers) {
            answer.check();
        }
    }
}
