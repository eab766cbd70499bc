package io.claviger.custody;

import io.claviger.crypto.Bytes;
import java.time.Instant;
import java.util.UUID;

/**
 * A key of the hierarchy as the store keeps it: wrapped by its parent, which the wrap's associated data names.
 *
 * @param parentVersion version of the parent, or the epoch of the root key for a master KEK
 * @param reservedWraps how many wraps are accounted for; a KEK is rotated at 2^30
 */
public record Kek(
        UUID domain,
        UUID id,
        Kind kind,
        int version,
        UUID parent,
        int parentVersion,
        Bytes wrapped,
        long reservedWraps,
        Instant createdAt) {

    /** Reserved at a time; what a crash loses of it counts as used. */
    public static final long RESERVED_WRAPS = 1L << 20;

    /** Random 96-bit IVs under one key: far below the 2^32 of NIST SP 800-38D, section 8.3. */
    public static final long MAX_WRAPS = 1L << 30;

    /** Its place in the hierarchy. */
    public enum Kind {
        /** Wrapped by the root key; one a deployment. */
        MASTER,
        /** Wrapped by the master KEK; wraps the material of one domain. */
        DOMAIN,
        /** Wrapped by the master KEK; seals the rows of one domain. Beside the domain KEK, which may sit in an HSM. */
        ROW_MAC
    }

    public Kek withReservedWraps(long count) {
        return new Kek(domain, id, kind, version, parent, parentVersion, wrapped, count, createdAt);
    }

    byte[] associatedData(UUID deployment) {
        return new Fields(1, "kek")
                .field(1, deployment)
                .field(2, domain)
                .field(3, kind.name())
                .field(4, id)
                .field(5, version)
                .field(6, parent)
                .field(7, parentVersion)
                .bytes();
    }
}
