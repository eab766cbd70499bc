package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.SecretValue;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;

/** Secrets of requests on their way into locked memory. */
final class Secrets {
    private final SecretSlab slab;

    Secrets(SecretSlab slab) {
        this.slab = slab;
    }

    /** Takes a secret over: the value is wiped. To be closed by the caller. */
    SecretBytes take(String field, SecretValue value) {
        try (value) {
            if (value.size() > SecretSlab.LARGE_CELL) {
                throw new InvalidField(field, "must be at most %d bytes".formatted(SecretSlab.LARGE_CELL));
            }
            return slab.takeFrom(value.open());
        }
    }

    /** A token that comes as a secret but that operations take as text: it is used up by being read. */
    static String text(SecretValue value) {
        return new String(value.open(), UTF_8);
    }
}
