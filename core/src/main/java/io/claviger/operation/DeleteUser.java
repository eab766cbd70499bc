package io.claviger.operation;

import io.claviger.KmsException.Conflict;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Takes a user away: his sessions end, his id is never given again (NIST SP 800-57 part 1, section 8.3.2). */
public record DeleteUser(Target.OfUser target) implements Change<Found.OfUser, Nothing, Nothing> {
    @Override
    public Nothing prepare(Call call, Found.OfUser found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public Nothing apply(Call call, Nothing prepared, Found.OfUser found, Transaction tx) {
        if (found.administrator() && tx.administrators(call.domain()) <= 1) {
            throw new Conflict("the last member of admin cannot be deleted");
        }
        tx.delete(found.user());
        return Nothing.IT;
    }

    @Override
    public UUID resultId(Found.OfUser found, Nothing result) {
        return found.user().id();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
