package io.claviger.operation;

import io.claviger.identity.User;
import io.claviger.operation.Operation.Read;

/** Shows a user. */
public record GetUser(Target.OfUser target) implements Read<Found.OfUser, UserView> {
    @Override
    public UserView read(Call call, Found.OfUser found, ReadContext context) {
        return view(found.user(), context);
    }

    static UserView view(User user, ReadContext context) {
        var names = context.directory().groupsOf(user.id()).stream()
                .flatMap(id -> context.directory().group(id).stream())
                .map(group -> group.name())
                .sorted()
                .toList();
        return new UserView(user, names);
    }
}
