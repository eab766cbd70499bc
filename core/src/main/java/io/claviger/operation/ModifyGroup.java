package io.claviger.operation;

import static java.util.Objects.requireNonNullElse;

import io.claviger.KmsException.Conflict;
import io.claviger.KmsException.NotFound;
import io.claviger.RootDomain;
import io.claviger.identity.Group;
import io.claviger.identity.Names;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renames or describes a group; null leaves as it is. What was given to it stays given: permissions hold its id. */
public record ModifyGroup(
        Target.OfGroup target,
        @Nullable String name,
        @Nullable String description) implements Change<Found.OfGroup, Nothing, GroupView> {
    public ModifyGroup {
        if (name != null) {
            Names.require("name", name);
        }
    }

    @Override
    public Nothing prepare(Call call, Found.OfGroup found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public GroupView apply(Call call, Nothing prepared, Found.OfGroup found, Transaction tx) {
        Group old = found.group();
        if (name != null && !name.equals(old.name()) && old.system()) {
            throw new Conflict("a system group cannot be renamed");
        }
        Group group = tx.save(
                old.with(requireNonNullElse(name, old.name()), requireNonNullElse(description, old.description())));
        return new GroupView(group, 0);
    }

    @Override
    public boolean relative() {
        return true;
    }

    @Override
    public UUID resultId(Found.OfGroup found, GroupView result) {
        return result.group().id();
    }

    @Override
    public GroupView again(UUID result, Reader reader, Instant now) {
        return new GroupView(reader.group(RootDomain.ID, result.toString()).orElseThrow(NotFound::new), 0);
    }
}
