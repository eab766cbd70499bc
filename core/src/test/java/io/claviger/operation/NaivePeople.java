package io.claviger.operation;

import io.claviger.identity.SystemGroup;
import io.claviger.policy.Action;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who there is and who may do what, in the sentences of the first issue. */
final class NaivePeople {
    private static final Set<Action> USES = Set.of(
            Action.USE_KEY,
            Action.ENCRYPT_WITH_KEY,
            Action.DECRYPT_WITH_KEY,
            Action.SIGN_WITH_KEY,
            Action.SIGN_VERIFY_WITH_KEY,
            Action.MAC_WITH_KEY,
            Action.MAC_VERIFY_WITH_KEY);

    final Map<String, UUID> users = new LinkedHashMap<>();
    final Map<String, UUID> groups = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> groupsOf = new LinkedHashMap<>();
    private final boolean adminsUseKeys;

    NaivePeople(boolean adminsUseKeys) {
        this.adminsUseKeys = adminsUseKeys;
        for (SystemGroup group : SystemGroup.values()) {
            groups.put(group.label(), group.id());
        }
    }

    void addUser(String name, UUID id) {
        users.put(name, id);
        groupsOf.put(id, new HashSet<>());
    }

    void removeUser(String name) {
        groupsOf.remove(Objects.requireNonNull(users.remove(name)));
    }

    void removeGroup(String name) {
        UUID gone = groups.remove(name);
        groupsOf.values().forEach(in -> in.remove(gone));
    }

    Set<UUID> groupsOf(UUID user) {
        return groupsOf.getOrDefault(user, Set.of());
    }

    void join(UUID user, UUID group) {
        Objects.requireNonNull(groupsOf.get(user)).add(group);
    }

    void leave(UUID user, UUID group) {
        Objects.requireNonNull(groupsOf.get(user)).remove(group);
    }

    boolean in(UUID user, SystemGroup group) {
        return groupsOf(user).contains(group.id());
    }

    long administrators() {
        return groupsOf.values().stream()
                .filter(in -> in.contains(SystemGroup.ADMIN.id()))
                .count();
    }

    boolean exists(UUID user) {
        return users.containsValue(user);
    }

    Optional<String> systemGroup(String name) {
        return SystemGroup.of(groups.getOrDefault(name, new UUID(0, 0))).map(SystemGroup::label);
    }

    /**
     * The owner may do everything with his key. A group may do what the key's permissions give it. {@code admin} may do
     * everything, but neither use nor export what others own, nor change owner or permissions, whatever other group they
     * are in; {@code Key Admins} create,
     * read, change and delete.
     */
    boolean may(UUID user, Action action, NaiveKeys.Half key) {
        if (key.owner.equals(user)) {
            return true;
        }
        boolean owners = USES.contains(action)
                || action == Action.EXPORT_KEY
                || action == Action.CHANGE_KEY_OWNER
                || action == Action.CHANGE_KEY_PERMISSIONS;
        if (owners && in(user, SystemGroup.ADMIN) && !adminsUseKeys) {
            return false;
        }
        if (key.permissions.getOrDefault(action, Set.of()).stream().anyMatch(groupsOf(user)::contains)) {
            return true;
        }
        return (in(user, SystemGroup.ADMIN) && (adminsUseKeys || !owners))
                || (in(user, SystemGroup.KEY_ADMINS) && !owners);
    }

    /** Denied to who may know of the key; to others it is not there. */
    String refusal(UUID user, NaiveKeys.Half key) {
        return may(user, Action.READ_KEY, key) ? "Denied" : "NotFound";
    }

    boolean mayCreateKeys(UUID user) {
        return in(user, SystemGroup.ADMIN) || in(user, SystemGroup.KEY_ADMINS) || in(user, SystemGroup.KEY_USERS);
    }

    boolean readsPeople(UUID user) {
        return in(user, SystemGroup.ADMIN) || in(user, SystemGroup.USER_ADMINS);
    }

    /** Users and groups, except membership of {@code admin} and their own. */
    boolean mayChangeMembership(UUID user, UUID group, UUID member) {
        return in(user, SystemGroup.ADMIN)
                || (in(user, SystemGroup.USER_ADMINS) && !group.equals(SystemGroup.ADMIN.id()) && !member.equals(user));
    }

    boolean mayChangeUser(UUID user, UUID other) {
        return in(user, SystemGroup.ADMIN) || (in(user, SystemGroup.USER_ADMINS) && !in(other, SystemGroup.ADMIN));
    }

    boolean mayChangeGroup(UUID user, UUID group) {
        return in(user, SystemGroup.ADMIN)
                || (in(user, SystemGroup.USER_ADMINS) && !group.equals(SystemGroup.ADMIN.id()));
    }

    /** Who is no administrator takes no group away that he is in: that would change his own membership. */
    boolean mayDeleteGroup(UUID user, UUID group) {
        boolean own = groupsOf(user).contains(group) && !in(user, SystemGroup.ADMIN);
        return mayChangeGroup(user, group) && !own;
    }

    String refusalOfPeople(UUID user) {
        return readsPeople(user) ? "Denied" : "NotFound";
    }
}
