package io.claviger.api;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The contract as it is served. */
public final class OpenApi {
    private OpenApi() {}

    /** The bytes of openapi.yaml, read from the class path; a fresh array each time. */
    public static byte[] yaml() {
        try (var in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
