package io.claviger.policy;

import java.util.Set;
import java.util.UUID;

/**
 * Which keys a caller sees in a list, as a condition that a store can put into its query.
 *
 * @param all every key of the domain
 * @param owner else those that he owns
 * @param groups and those whose permissions give {@code ReadKey} to one of these groups
 */
public record Visibility(boolean all, UUID owner, Set<UUID> groups) {
    public Visibility {
        groups = Set.copyOf(groups);
    }
}
