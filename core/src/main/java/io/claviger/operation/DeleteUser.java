package io.claviger.operation;

import io.claviger.KmsException.Conflict;
import io.claviger.identity.User;
import io.claviger.operation.Operation.Change;
import io.claviger.policy.Visibility;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Takes a user away: his sessions end, his id is never given again (NIST SP 800-57 part 1, section 8.3.2).
 *
 * @param force although he owns keys that nobody else may then use or give away
 */
public record DeleteUser(Target.OfUser target, boolean force) implements Change<Found.OfUser, Boolean, Nothing> {
    /** Whether the keys of a user who is gone are beyond everybody's reach. */
    @Override
    public Boolean prepare(Call call, Found.OfUser found, Preparation with) {
        return !force && !with.rules().adminsUseKeys();
    }

    @Override
    public Nothing apply(Call call, Boolean strands, Found.OfUser found, Transaction tx) {
        if (found.administrator() && tx.administrators(call.domain()) <= 1) {
            throw new Conflict("the last member of admin cannot be deleted");
        }
        long keys = strands ? keysOf(found.user(), tx) : 0;
        if (keys > 0) {
            throw new Conflict(
                    "the user owns %d key versions, which nobody could give to another owner; he does so first, or say force"
                            .formatted(keys));
        }
        tx.delete(found.user());
        return Nothing.IT;
    }

    private static long keysOf(User user, Transaction tx) {
        var everything = new Visibility(true, user.id(), Set.of());
        return tx.keys(user.domain(), KeyFilter.ownedBy(user.id()), everything, new Paging(0, 0))
                .total();
    }

    @Override
    public boolean relative() {
        return true;
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
