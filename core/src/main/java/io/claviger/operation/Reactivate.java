package io.claviger.operation;

import io.claviger.KmsException.Refused;
import io.claviger.key.KeyDates;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes a deactivated key active again. The standard rules it out (section 7.4), so it works only where the domain's rules
 * say so, and is a finding there.
 */
public record Reactivate(Target.OfKey target, String reason, String message)
        implements Change<Found.OfKey, Nothing, KeyView> {
    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        if (!with.rules().reactivate()) {
            throw new Refused("reactivating a key", "the setting lifecycle.preset");
        }
        return Nothing.IT;
    }

    @Override
    public KeyView apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        var version = KeyChanges.move(call, found.version(), KeyDates::reactivate, reason, message, tx);
        return KeyChanges.view(found.key(), version, tx);
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
