package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.identity.Group;
import io.claviger.policy.Action;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A key's own permissions: stored as ids of groups, so that a name given again later grants nothing. */
final class Permissions {
    private static final int MAX_GROUPS = 100;

    private Permissions() {}

    static Map<Action, Set<String>> require(Map<Action, Set<String>> permissions) {
        permissions.forEach((action, groups) -> {
            if (!action.grantable()) {
                throw new InvalidField("meta.permissions", "cannot give " + action.label());
            }
            if (groups.size() > MAX_GROUPS) {
                throw new InvalidField("meta.permissions", "must name at most %d groups".formatted(MAX_GROUPS));
            }
        });
        return Map.copyOf(permissions);
    }

    /** @throws InvalidField for a group that does not exist */
    static Map<Action, Set<UUID>> resolve(Map<Action, Set<String>> names, Function<String, Optional<Group>> find) {
        var resolved = new EnumMap<Action, Set<UUID>>(Action.class);
        names.forEach((action, groups) -> {
            var ids = new HashSet<UUID>();
            for (String name : groups) {
                ids.add(find.apply(name)
                        .map(Group::id)
                        .orElseThrow(() -> new InvalidField("meta.permissions", "names a group that does not exist")));
            }
            resolved.put(action, Set.copyOf(ids));
        });
        return resolved;
    }

    static Map<Action, Set<String>> named(Map<Action, Set<UUID>> permissions, Function<UUID, Optional<Group>> find) {
        var named = new EnumMap<Action, Set<String>>(Action.class);
        permissions.forEach((action, groups) -> {
            var names = new HashSet<String>();
            groups.forEach(id -> find.apply(id).ifPresent(group -> names.add(group.name())));
            if (!names.isEmpty()) {
                named.put(action, names);
            }
        });
        return named;
    }
}
