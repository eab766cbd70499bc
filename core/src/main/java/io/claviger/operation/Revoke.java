package io.claviger.operation;

import static java.util.Objects.requireNonNullElse;

import io.claviger.KmsException.InvalidField;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyVersion;
import io.claviger.key.Milestone;
import io.claviger.key.RevocationReason;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a key out of use: Compromised if the reason says so, and then both halves of a pair at once; else Deactivated (NIST
 * SP 800-57 part 1, section 8.3.5; KMIP 2.1, section 6.1.48).
 *
 * @param occurred when the compromise is first believed to have happened; null is the moment the key was made
 */
public record Revoke(
        Target.OfKey target,
        RevocationReason reason,
        String message,
        @Nullable Instant occurred) implements Change<Found.OfKey, Nothing, KeyView> {
    public Revoke {
        if (occurred != null && !reason.compromise()) {
            throw new InvalidField("compromiseOccurrenceDate", "is allowed only for a compromise");
        }
    }

    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public KeyView apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        KeyVersion revoked = revoke(call, found.version(), tx);
        if (reason.compromise()) {
            KeyChanges.twin(found, tx).ifPresent(twin -> revoke(call, twin, tx));
        }
        return KeyChanges.view(found.key(), revoked, tx);
    }

    private KeyVersion revoke(Call call, KeyVersion version, Transaction tx) {
        // The first report of a compromise stands.
        boolean reported = reason.compromise() && version.dates().get(Milestone.COMPROMISED) != null;
        KeyVersion marked =
                reported ? version : version.edit().revoked(reason, message).done();
        return KeyChanges.move(
                call, marked, (dates, now) -> take(dates, now, version.createdAt()), reason.label(), message, tx);
    }

    private KeyDates take(KeyDates dates, Instant now, Instant created) {
        if (!reason.compromise()) {
            return dates.deactivate(now);
        }
        Instant since = requireNonNullElse(occurred, created);
        if (since.isAfter(now)) {
            throw new InvalidField("compromiseOccurrenceDate", "must not lie in the future");
        }
        return dates.compromise(now, since);
    }

    @Override
    public UUID resultId(Found.OfKey found, KeyView result) {
        return result.version().id();
    }

    @Override
    public KeyView again(UUID result, Reader reader, Instant now) {
        return KeyChanges.view(result, reader, now);
    }
}
