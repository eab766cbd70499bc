package io.claviger.custody;

import io.claviger.crypto.Bytes;
import java.time.Instant;
import java.util.UUID;

/**
 * A key that the server itself uses: sealed rows under custody, never files.
 *
 * @param wrapped PKCS#8, or raw bytes for a symmetric one, under the domain's KEK
 * @param publicKey SubjectPublicKeyInfo; empty for a symmetric one
 * @param certificate DER; empty where there is none
 */
public record SystemKey(
        UUID domain,
        UUID id,
        Purpose purpose,
        int version,
        Bytes wrapped,
        Bytes publicKey,
        Bytes certificate,
        int kekVersion,
        Instant createdAt,
        long revision) {

    /** What it is for. */
    public enum Purpose {
        /** The local CA that signs the server's certificate. */
        CA,
        TLS,
        TOKEN_SIGNING,
        REFRESH,
        CHECKPOINT
    }
}
