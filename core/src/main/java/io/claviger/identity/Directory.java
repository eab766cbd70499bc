package io.claviger.identity;

import io.claviger.KmsException.Unauthenticated;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The users, groups and memberships of a domain, compiled in memory from the sealed sets when the server starts and changed
 * only by what was committed. It answers on every request, so it reads nothing.
 *
 * <p>Written by one thread (the store's writer, after each commit); read by all.
 */
public final class Directory {
    /** A user is a member of a group. */
    public record Membership(UUID group, UUID user) {}

    private final UUID domain;
    private final Map<UUID, User> users = new ConcurrentHashMap<>();
    private final Map<UUID, Group> groups = new ConcurrentHashMap<>();
    private final Map<UUID, Set<UUID>> groupsOf = new ConcurrentHashMap<>();
    private final Map<UUID, Principal> principals = new ConcurrentHashMap<>();
    private final AtomicLong epoch = new AtomicLong(1);

    public Directory(UUID domain) {
        this.domain = domain;
    }

    /** Rises with every change. */
    public long epoch() {
        return epoch.get();
    }

    public UUID domain() {
        return domain;
    }

    public void put(User user) {
        users.put(user.id(), user);
        changed();
    }

    public void put(Group group) {
        groups.put(group.id(), group);
        changed();
    }

    public void add(Membership membership) {
        groupsOf.compute(membership.user(), (_, before) -> with(before, membership.group()));
        changed();
    }

    public void remove(Membership membership) {
        groupsOf.computeIfPresent(membership.user(), (_, before) -> without(before, membership.group()));
        changed();
    }

    public void removeUser(UUID user) {
        users.remove(user);
        groupsOf.remove(user);
        changed();
    }

    public void removeGroup(UUID group) {
        groups.remove(group);
        groupsOf.replaceAll((_, before) -> without(before, group));
        changed();
    }

    /** Who a session speaks for now; over once its user is gone or has another password. */
    public Principal principal(Session session, String source) {
        // Before anything else is read: what changes meanwhile makes this principal old, never old facts look new.
        long now = epoch.get();
        User user = users.get(session.user());
        if (user == null || user.credentialRevision() != session.credentialRevision()) {
            throw new Unauthenticated("Invalid token");
        }
        Principal known = principals.get(session.id());
        if (known != null && known.epoch() == now && known.source().equals(source)) {
            return known;
        }
        var principal =
                new Principal(domain, user.id(), user.username(), groupsOf(user.id()), session.id(), now, source);
        if (principals.size() > 10_000) {
            principals.clear();
        }
        principals.put(session.id(), principal);
        return principal;
    }

    public Optional<User> user(UUID id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<User> userNamed(String folded) {
        return users.values().stream()
                .filter(u -> Names.fold(u.username()).equals(folded))
                .findFirst();
    }

    public Optional<Group> group(UUID id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** By name without regard to case. */
    public Optional<Group> groupNamed(String name) {
        String folded = Names.fold(name);
        return groups.values().stream()
                .filter(g -> Names.fold(g.name()).equals(folded))
                .findFirst();
    }

    public Set<UUID> groupsOf(UUID user) {
        return groupsOf.getOrDefault(user, Set.of());
    }

    public long members(UUID group) {
        return groupsOf.values().stream().filter(g -> g.contains(group)).count();
    }

    public boolean administrator(UUID user) {
        return groupsOf(user).contains(SystemGroup.ADMIN.id());
    }

    /** All users, oldest first. */
    public List<User> users() {
        return sorted(users.values(), Comparator.comparing(User::createdAt).thenComparing(User::id));
    }

    /** All groups by name. */
    public List<Group> groups() {
        return sorted(groups.values(), Comparator.comparing(g -> Names.fold(g.name())));
    }

    private static <T> List<T> sorted(Collection<T> all, Comparator<T> order) {
        return all.stream().sorted(order).toList();
    }

    private void changed() {
        epoch.incrementAndGet();
        principals.clear();
    }

    private static Set<UUID> with(@Nullable Set<UUID> before, UUID group) {
        var after = new HashSet<UUID>(before == null ? Set.of() : before);
        after.add(group);
        return Set.copyOf(after);
    }

    private static Set<UUID> without(Set<UUID> before, UUID group) {
        var after = new HashSet<UUID>(before);
        after.remove(group);
        return Set.copyOf(after);
    }

    /** Ids of groups to their names, for showing permissions. */
    public Map<UUID, String> groupNames() {
        var names = new HashMap<UUID, String>();
        groups.forEach((id, group) -> names.put(id, group.name()));
        return names;
    }
}
