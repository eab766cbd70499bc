package io.claviger.operation;

import io.claviger.identity.Group;
import io.claviger.identity.Names;
import io.claviger.identity.User;
import io.claviger.operation.Operation.Read;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists users. Who may not read users sees himself alone.
 *
 * @param groups names; a user must be in all of them. {@code nil} asks for users in none
 */
public record ListUsers(
        @Nullable String name,
        @Nullable String username,
        @Nullable String email,
        List<String> groups,
        List<String> excludeGroups,
        Paging paging)
        implements Read<Found.OfDomain, Page<UserView>> {
    private static final String NONE = "nil";

    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Page<UserView> read(Call call, Found.OfDomain found, ReadContext context) {
        var all = context.directory().users().stream()
                .filter(user -> context.readsUsers()
                        || user.id().equals(call.principal().id()))
                .filter(user -> like(name, user.name()) && like(username, user.username()) && like(email, user.email()))
                .filter(user -> groups.stream().allMatch(group -> in(user, group, context)))
                .filter(user -> excludeGroups.stream().noneMatch(group -> in(user, group, context)))
                .toList();
        var shown = all.stream()
                .skip(paging.skip())
                .limit(paging.limit())
                .map(user -> GetUser.view(user, context))
                .toList();
        return new Page<>(shown, all.size(), false);
    }

    private static boolean in(User user, String group, ReadContext context) {
        var of = context.directory().groupsOf(user.id());
        if (group.equals(NONE)) {
            return of.isEmpty();
        }
        Optional<Group> named = context.directory().groupNamed(group);
        return named.isPresent() && of.contains(named.get().id());
    }

    static boolean like(@Nullable String pattern, String value) {
        return pattern == null || Wildcard.matches(Names.fold(pattern), Names.fold(value));
    }
}
