package io.claviger.operation;

import io.claviger.KmsException.Conflict;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Takes a group away, with its memberships. Permissions that name it give nothing any more, to nobody ever. */
public record DeleteGroup(Target.OfGroup target) implements Change<Found.OfGroup, Nothing, Nothing> {
    @Override
    public Nothing prepare(Call call, Found.OfGroup found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public Nothing apply(Call call, Nothing prepared, Found.OfGroup found, Transaction tx) {
        if (found.group().system()) {
            throw new Conflict("a system group cannot be deleted");
        }
        tx.delete(found.group());
        return Nothing.IT;
    }

    @Override
    public UUID resultId(Found.OfGroup found, Nothing result) {
        return found.group().id();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
