package io.claviger.operation;

import io.claviger.KmsException.Refused;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/**
 * Removes a version's material for good; its metadata stay (NIST SP 800-57 part 1, sections 7.6 and 8.3.4). From Active it
 * deactivates in the same step. Before activation both halves of a pair go, else the one that is named.
 */
public record Destroy(Target.OfKey target) implements Change<Found.OfKey, Nothing, KeyView> {
    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public KeyView apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        return KeyChanges.view(found.key(), destroy(call, found, tx), tx);
    }

    /** @throws Refused for an undeletable version */
    static KeyVersion destroy(Call call, Found.OfKey found, Transaction tx) {
        if (found.version().state(tx.now()) == KeyState.PRE_ACTIVATION) {
            KeyChanges.twin(found, tx).ifPresent(twin -> destroy(call, twin, tx));
        }
        return destroy(call, found.version(), tx);
    }

    private static KeyVersion destroy(Call call, KeyVersion version, Transaction tx) {
        if (version.undeletable()) {
            throw new Refused("destroying this key", "its flag undeletable");
        }
        KeyVersion emptied = version.edit().withoutMaterial().done();
        return KeyChanges.move(call, emptied, KeyDates::destroy, "destroyed", "", tx);
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
