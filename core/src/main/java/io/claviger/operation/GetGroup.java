package io.claviger.operation;

import io.claviger.operation.Operation.Read;

/** Shows a group. */
public record GetGroup(Target.OfGroup target) implements Read<Found.OfGroup, GroupView> {
    @Override
    public GroupView read(Call call, Found.OfGroup found, ReadContext context) {
        return new GroupView(
                found.group(), context.directory().members(found.group().id()));
    }
}
