package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.operation.Reader.Replay;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgingTest {
    private static final UUID REVOKED = new UUID(9, 1);
    private static final UUID OVER = new UUID(9, 2);
    private static final UUID OLD_PASSWORD = new UUID(9, 3);
    private static final UUID OPEN = new UUID(9, 4);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();

    @Test
    void takesAwayWhatHasRunItsTimeAndNothingElse() {
        try (var ground =
                new SqlGround(Database.sqlite(folder.resolve("test.db")), clock, new Ids(clock, TestWorld.RANDOM))) {
            ground.store(_ -> {}, _ -> {});
            SqlStore store = ground.store();
            User admin = ground.directory().userNamed("admin").orElseThrow();
            Instant now = clock.now();
            store.write(tx -> {
                tx.insert(session(admin, REVOKED, 0, null, now));
                tx.insert(session(admin, OVER, 0, now.plusSeconds(60), null));
                tx.insert(session(admin, OLD_PASSWORD, 1, null, null));
                tx.insert(session(admin, OPEN, 0, now.plus(Duration.ofDays(9)), null));
                tx.insert(new RevokedToken(RootDomain.ID, REVOKED, "0102030405060708", now));
                tx.insert(new RevokedToken(RootDomain.ID, OPEN, "0102030405060708", now));
                tx.remember(RootDomain.ID, admin.id(), "once", new Replay("00", REVOKED, now));
                return tx;
            });
            var purging = new Purging(store, clock);

            purging.purge();
            assertThat(found(store, REVOKED, OVER, OLD_PASSWORD, OPEN)).isEqualTo("yes yes no yes");
            assertThat(replay(store, admin)).isPresent();

            clock.advance(Duration.ofDays(1).plusSeconds(120));
            purging.purgeWhenDue();
            assertThat(found(store, REVOKED, OVER, OLD_PASSWORD, OPEN)).isEqualTo("no no no yes");
            assertThat(replay(store, admin)).isEmpty();
            assertThat(store.<Long>log(s -> s.sql().number("SELECT COUNT(*) FROM revoked_token")))
                    .isEqualTo(1);
        }
    }

    private static Session session(
            User user, UUID id, long older, @Nullable Instant endsAt, @Nullable Instant revokedAt) {
        long credential = user.credentialRevision() - older;
        return new Session(RootDomain.ID, id, user.id(), 0, credential, user.createdAt(), 60, endsAt, revokedAt, 0, 0);
    }

    private static String found(SqlStore store, UUID... ids) {
        var found = new StringBuilder();
        for (UUID id : ids) {
            long rows = store.log(s -> s.sql().number("SELECT COUNT(*) FROM session WHERE id = ?", id));
            found.append(rows == 1 ? "yes " : "no ");
        }
        return found.toString().strip();
    }

    private static Optional<Replay> replay(SqlStore store, User user) {
        return store.read(reader -> reader.replay(RootDomain.ID, user.id(), "once"));
    }
}
