package io.claviger.operation;

import io.claviger.KmsException.NotFound;
import io.claviger.RootDomain;
import io.claviger.identity.Group;
import io.claviger.identity.Names;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;

/** Makes a group. */
public record CreateGroup(String name, String description) implements Change<Found.OfDomain, Nothing, GroupView> {
    public CreateGroup {
        Names.require("name", name);
    }

    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Nothing prepare(Call call, Found.OfDomain found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public GroupView apply(Call call, Nothing prepared, Found.OfDomain found, Transaction tx) {
        var group = new Group(call.domain(), tx.newId(), name, description, tx.now(), tx.now(), 0);
        return new GroupView(tx.insert(group), 0);
    }

    @Override
    public UUID resultId(Found.OfDomain found, GroupView result) {
        return result.group().id();
    }

    @Override
    public GroupView again(UUID result, Reader reader, Instant now) {
        return new GroupView(reader.group(RootDomain.ID, result.toString()).orElseThrow(NotFound::new), 0);
    }
}
