package io.claviger.key;

import io.claviger.crypto.Bytes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a key: everything about it except its secret material. A managed object of its own, with its own id.
 *
 * @param key the metadata record that all versions share
 * @param number 0 for the first
 * @param usage KMIP Cryptographic Usage Mask, kept as asked; a bit without use for the algorithm means nothing
 * @param everExported goes one way
 * @param provider which implementation made it, or {@code import}
 * @param publicKey SubjectPublicKeyInfo in DER; empty for a symmetric key
 * @param material wrapped under the domain's KEK; null for a public key and once destroyed
 * @param kekVersion of the wrapping
 * @param reservedUses how many encryptions are accounted for: GCM keys count their 2^32 in blocks
 * @param revocationReason of the last revocation; its words stand in {@code revocationMessage}
 * @param revision of the stored row
 */
public record KeyVersion(
        UUID domain,
        UUID id,
        UUID key,
        int number,
        int usage,
        KeyDates dates,
        boolean unexportable,
        boolean undeletable,
        boolean everExported,
        Origin origin,
        String provider,
        Bytes publicKey,
        @Nullable Bytes material,
        int kekVersion,
        long reservedUses,
        @Nullable RevocationReason revocationReason,
        String revocationMessage,
        Instant createdAt,
        Instant updatedAt,
        long revision,
        @Nullable Instant deletedAt) {

    /** Where the material comes from (section 8.1.5). */
    public enum Origin {
        GENERATED,
        IMPORTED
    }

    public KeyState state(Instant now) {
        return dates.at(now);
    }

    public KeyVersion with(KeyDates changed) {
        return edit().dates(changed).done();
    }

    /** The row as the store writes it: one revision on, stamped. */
    public KeyVersion saved(Instant now) {
        Edit edit = edit();
        edit.updatedAt = now;
        edit.revision = revision + 1;
        return edit.done();
    }

    public Edit edit() {
        return new Edit(this);
    }

    /** A copy in the making. */
    public static final class Edit {
        private final KeyVersion from;
        private KeyDates dates;
        private boolean unexportable;
        private boolean undeletable;
        private boolean everExported;
        private @Nullable Bytes material;
        private long reservedUses;
        private @Nullable RevocationReason reason;
        private String message;
        private Instant updatedAt;
        private long revision;
        private @Nullable Instant deletedAt;

        private Edit(KeyVersion from) {
            this.from = from;
            this.dates = from.dates;
            this.unexportable = from.unexportable;
            this.undeletable = from.undeletable;
            this.everExported = from.everExported;
            this.material = from.material;
            this.reservedUses = from.reservedUses;
            this.reason = from.revocationReason;
            this.message = from.revocationMessage;
            this.updatedAt = from.updatedAt;
            this.revision = from.revision;
            this.deletedAt = from.deletedAt;
        }

        public Edit dates(KeyDates changed) {
            dates = changed;
            return this;
        }

        public Edit unexportable(boolean flag) {
            unexportable = flag;
            return this;
        }

        public Edit undeletable(boolean flag) {
            undeletable = flag;
            return this;
        }

        public Edit exported() {
            everExported = true;
            return this;
        }

        public Edit withoutMaterial() {
            material = null;
            return this;
        }

        public Edit reserved(long uses) {
            reservedUses = uses;
            return this;
        }

        public Edit revoked(RevocationReason why, String words) {
            reason = why;
            message = words;
            return this;
        }

        public Edit deleted(Instant at) {
            deletedAt = at;
            return this;
        }

        public KeyVersion done() {
            return new KeyVersion(
                    from.domain,
                    from.id,
                    from.key,
                    from.number,
                    from.usage,
                    dates,
                    unexportable,
                    undeletable,
                    everExported,
                    from.origin,
                    from.provider,
                    from.publicKey,
                    material,
                    from.kekVersion,
                    reservedUses,
                    reason,
                    message,
                    from.createdAt,
                    updatedAt,
                    revision,
                    deletedAt);
        }
    }
}
