package io.claviger.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Whoever is asking, once authenticated.
 *
 * @param id of the user; {@link #NOBODY} before sign-in
 * @param name for people only: it decides nothing
 * @param groups ids of all groups that he is in now
 * @param session that the request came with; {@link #NOBODY} for the server's own work
 * @param epoch rises with every change of the directory: a decision cached under another is void
 * @param source IP address the request came from, or {@code local}
 */
public record Principal(UUID domain, UUID id, String name, Set<UUID> groups, UUID session, long epoch, String source) {
    /** No user has this id. */
    public static final UUID NOBODY = new UUID(0, 0);

    public Principal {
        groups = Set.copyOf(groups);
    }

    /** Nobody yet, calling from {@code source}. */
    public static Principal stranger(UUID domain, String source) {
        return new Principal(domain, NOBODY, "", Set.of(), NOBODY, 0, source);
    }

    public boolean known() {
        return !id.equals(NOBODY);
    }

    public boolean in(UUID group) {
        return groups.contains(group);
    }
}
