package io.claviger.policy;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The facts about an object that statements may read. */
public sealed interface Resource {
    /** The domain itself: what is created in it, and what it holds as a whole. */
    record Domain(UUID id) implements Resource {}

    /** @param permissions ids of groups by action, from the key's metadata */
    record Key(UUID id, UUID owner, Map<Action, Set<UUID>> permissions) implements Resource {}

    /** @param administrator whether the user is a member of {@code admin} */
    record User(UUID id, boolean administrator) implements Resource {}

    record Group(UUID id) implements Resource {}

    /** Whether {@code user} is in {@code group}. */
    record Membership(UUID group, UUID user) implements Resource {}
}
