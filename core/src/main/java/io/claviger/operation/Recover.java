package io.claviger.operation;

import io.claviger.key.KeyDates;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Takes an archived version back, in the state that its dates give it now (section 8.3.1). */
public record Recover(Target.OfKey target) implements Change<Found.OfKey, Nothing, KeyView> {
    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public KeyView apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        var version = KeyChanges.move(call, found.version(), KeyDates::recover, "recovered", "", tx);
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
