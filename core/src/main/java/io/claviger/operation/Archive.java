package io.claviger.operation;

import io.claviger.key.KeyDates;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Puts a version away: it keeps its state but cannot be used until {@link Recover} (section 8.3.1). */
public record Archive(Target.OfKey target) implements Change<Found.OfKey, Nothing, KeyView> {
    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public KeyView apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        var version = KeyChanges.move(call, found.version(), KeyDates::archive, "archived", "", tx);
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
