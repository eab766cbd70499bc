package io.claviger.identity;

import io.claviger.crypto.Bytes;
import java.util.UUID;

/**
 * What a password is checked against: Argon2id over the password, never the password.
 *
 * @param memoryKib memory in KiB; with {@code iterations} and {@code parallelism} the cost at the time it was made
 */
public record Credential(
        UUID domain, UUID user, Bytes salt, Bytes hash, int memoryKib, int iterations, int parallelism, long revision) {
    @Override
    public String toString() {
        return "Credential[" + user + "]";
    }
}
