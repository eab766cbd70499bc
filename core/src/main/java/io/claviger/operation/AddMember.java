package io.claviger.operation;

import io.claviger.KmsException.NotFound;
import io.claviger.RootDomain;
import io.claviger.identity.Directory.Membership;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Puts a user into a group; once is enough. */
public record AddMember(Target.OfMembership target) implements Change<Found.OfMembership, Nothing, GroupView> {
    @Override
    public String detail() {
        return "user " + target.user();
    }

    @Override
    public Nothing prepare(Call call, Found.OfMembership found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public GroupView apply(Call call, Nothing prepared, Found.OfMembership found, Transaction tx) {
        if (!tx.member(call.domain(), found.group().id(), found.user().id())) {
            tx.add(
                    call.domain(),
                    new Membership(found.group().id(), found.user().id()));
        }
        return new GroupView(found.group(), 0);
    }

    @Override
    public UUID resultId(Found.OfMembership found, GroupView result) {
        return result.group().id();
    }

    @Override
    public GroupView again(UUID result, Reader reader, Instant now) {
        return new GroupView(reader.group(RootDomain.ID, result.toString()).orElseThrow(NotFound::new), 0);
    }
}
