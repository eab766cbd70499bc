package io.claviger.identity;

import io.claviger.identity.Directory.Membership;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final int CHANGES = 100_000;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final UUID domain = new UUID(1, 1);
    private final UUID group = new UUID(1, 2);
    private final UUID user = new UUID(1, 3);
    private final Directory directory = new Directory(domain);
    private final Session session = new Session(domain, new UUID(1, 4), user, 0, 1, NOW, 3600, null, null, 0, 0);

    /** Lesson 3 of the peers: a cache that outlives the state; here because others ask at the very moment of the change. */
    @Test
    void lesson3_whoLeftAGroupIsNeverSeenInItAgain() throws Exception {
        directory.put(new User(domain, user, "alice", "", "", "", NOW, NOW, NOW, 1, 0));
        var stop = new AtomicBoolean();
        Thread asking = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                directory.principal(session, "local");
            }
        });
        try {
            for (int i = 0; i < CHANGES; i++) {
                directory.add(new Membership(group, user));
                requireGroups(Set.of(group));
                directory.remove(new Membership(group, user));
                requireGroups(Set.of());
            }
        } finally {
            stop.set(true);
            asking.join();
        }
    }

    private void requireGroups(Set<UUID> groups) {
        for (int i = 0; i < 8; i++) {
            if (!directory.principal(session, "local").groups().equals(groups)) {
                throw new AssertionError("the change is over, and he is not in " + groups);
            }
        }
    }
}
