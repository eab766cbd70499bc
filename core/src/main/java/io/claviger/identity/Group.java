package io.claviger.identity;

import java.time.Instant;
import java.util.UUID;

/** A set of users that permissions speak of. Its name may change, its id does not. */
public record Group(
        UUID domain, UUID id, String name, String description, Instant createdAt, Instant updatedAt, long revision) {

    public boolean system() {
        return SystemGroup.of(id).isPresent();
    }

    public Group with(String newName, String newDescription) {
        return new Group(domain, id, newName, newDescription, createdAt, updatedAt, revision);
    }

    /** As the store writes it: one revision on, stamped. */
    public Group saved(Instant now) {
        return new Group(domain, id, name, description, createdAt, now, revision + 1);
    }
}
