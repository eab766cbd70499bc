package io.claviger.crypto;

import java.security.GeneralSecurityException;

/** Where JCA's checked exceptions end. */
final class Jca {
    private Jca() {}

    /** Work that cannot fail for any reason of the caller's. */
    @FunctionalInterface
    interface Call<R> {
        R run() throws GeneralSecurityException;
    }

    /** Runs what must work; a failure is a defect of the provider or of ours, hence unchecked. */
    static <R> R expect(Call<R> call) {
        try {
            return call.run();
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException("the provider failed: " + defect.getMessage(), defect);
        }
    }
}
