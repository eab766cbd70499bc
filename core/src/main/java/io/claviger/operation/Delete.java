package io.claviger.operation;

import io.claviger.key.KeyVersion;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/**
 * Destroys a version and takes it out of every list (NIST SP 800-57 part 1, section 8.3.3). A tombstone stays; the name is
 * free again when no live version is left.
 */
public record Delete(Target.OfKey target) implements Change<Found.OfKey, Nothing, Nothing> {
    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public Nothing apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        KeyVersion version = found.version();
        if (!version.state(tx.now()).destroyed()) {
            version = Destroy.destroy(call, found, tx);
        }
        tx.save(version.edit().deleted(tx.now()).done());
        if (tx.versions(found.key().domain(), found.key().id()).isEmpty()) {
            tx.save(found.key().deleted(tx.now()));
        }
        return Nothing.IT;
    }

    @Override
    public UUID resultId(Found.OfKey found, Nothing result) {
        return found.version().id();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
