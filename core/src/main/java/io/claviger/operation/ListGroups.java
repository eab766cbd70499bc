package io.claviger.operation;

import io.claviger.operation.Operation.Read;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists groups. Who may not read groups sees those alone that he is in.
 *
 * @param user only groups with this user
 * @param empty only groups without users
 */
public record ListGroups(@Nullable String name, @Nullable UUID user, boolean empty, Paging paging)
        implements Read<Found.OfDomain, Page<GroupView>> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Page<GroupView> read(Call call, Found.OfDomain found, ReadContext context) {
        var directory = context.directory();
        var all = directory.groups().stream()
                .filter(group -> context.readsUsers() || call.principal().in(group.id()))
                .filter(group -> ListUsers.like(name, group.name()))
                .filter(group -> user == null || directory.groupsOf(user).contains(group.id()))
                .filter(group -> !empty || directory.members(group.id()) == 0)
                .toList();
        var shown = all.stream()
                .skip(paging.skip())
                .limit(paging.limit())
                .map(group -> new GroupView(group, directory.members(group.id())))
                .toList();
        return new Page<>(shown, all.size(), false);
    }
}
