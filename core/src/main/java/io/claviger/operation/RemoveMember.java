package io.claviger.operation;

import io.claviger.KmsException.Conflict;
import io.claviger.KmsException.NotFound;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.SystemGroup;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Takes a user out of a group. Somebody must always be left to administer. */
public record RemoveMember(Target.OfMembership target) implements Change<Found.OfMembership, Nothing, Nothing> {
    @Override
    public String detail() {
        return "user " + target.user();
    }

    @Override
    public Nothing prepare(Call call, Found.OfMembership found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public Nothing apply(Call call, Nothing prepared, Found.OfMembership found, Transaction tx) {
        if (!tx.member(call.domain(), found.group().id(), found.user().id())) {
            throw new NotFound();
        }
        boolean admin = found.group().id().equals(SystemGroup.ADMIN.id());
        if (admin && tx.administrators(call.domain()) <= 1) {
            throw new Conflict("the last member of admin cannot be removed");
        }
        tx.remove(call.domain(), new Membership(found.group().id(), found.user().id()));
        return Nothing.IT;
    }

    @Override
    public UUID resultId(Found.OfMembership found, Nothing result) {
        return found.group().id();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
