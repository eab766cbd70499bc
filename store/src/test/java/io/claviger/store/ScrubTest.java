package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.crypto.Algorithm;
import io.claviger.identity.Principal;
import io.claviger.operation.Create;
import io.claviger.operation.Delete;
import io.claviger.operation.ModifyAttributes;
import io.claviger.operation.ReKey;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no answer shows, the scrub finds. */
class ScrubTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET op = 'Create' WHERE op = 'Revoke'",
                "UPDATE event SET mac = NULL WHERE op = 'Revoke'",
                "UPDATE event SET at = at + 1 WHERE kind = 'seal'",
                "DELETE FROM event WHERE op = 'Revoke'",
                "DELETE FROM seal_index",
                "UPDATE seal_index SET n = n + 1",
                "UPDATE checkpoint SET edge = x'00' WHERE size = (SELECT MIN(size) FROM checkpoint)"
            })
    void damageToTheLogIsFoundOnRecordAndStopsItsSearchUntilItIsMended(String damage) throws Exception {
        try (var log = new LogHome(folder)) {
            log.use("Encrypt");
            log.change("Revoke");
            log.keeping();
        }
        try (var log = new LogHome(folder).keeping()) {
            var all = LogHome.filter(null, null, null, true);
            Scrub scrub = log.keeper.scrub();
            scrub.pass();
            assertThat(scrub.log()).isEmpty();
            log.store.log(session -> session.sql()
                    .update("CREATE TABLE kept AS SELECT * FROM "
                            + damage.replaceFirst("(UPDATE|DELETE FROM) (\\w+).*", "$2")));

            log.store.log(session -> session.sql().update(damage));
            scrub.pass();

            assertThat(scrub.log()).isPresent();
            assertThatThrownBy(() -> log.list(all, 0, 1)).isInstanceOf(Broken.class);

            String table = damage.replaceFirst("(UPDATE|DELETE FROM) (\\w+).*", "$2");
            log.store.log(session -> session.sql()
                    .update("DELETE FROM %s WHERE %s"
                            .formatted(
                                    table, table.equals("checkpoint") ? "size IN (SELECT size FROM kept)" : "true")));
            log.store.log(session -> session.sql().update("INSERT INTO " + table + " SELECT * FROM kept"));
            scrub.pass();
            assertThat(scrub.log()).isEmpty();
        }
        try (var log = new LogHome(folder).keeping()) {
            assertThat(log.list(LogHome.filter("Scrub", null, null, true), 0, 10)
                            .items())
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.event().outcome()).isEqualTo("broken"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM key_version WHERE number = 1",
                "DELETE FROM managed_key WHERE name = 'a'",
                "DELETE FROM key_label",
                "UPDATE key_version SET deleted_at = 1 WHERE deleted_at IS NULL",
                "UPDATE managed_key SET name_folded = 'hidden' WHERE name = 'a'",
                "INSERT INTO key_permission SELECT domain, id, 'USE_KEY', owner FROM managed_key"
            })
    void keysThatAreMissingOrAlteredAreFound(String damage) {
        var clock = new TestClock();
        var ground = new SqlGround(Database.sqlite(folder.resolve("a.db")), clock, new Ids(clock, TestWorld.RANDOM));
        try (var world = new TestWorld((_, _) -> ground, clock)) {
            Principal alice = world.user("alice", "Key Users");
            world.aes(alice, "a");
            world.as(alice, new Create(TestWorld.newKey("pair", Algorithm.EC)));
            world.as(alice, new ReKey(TestWorld.named("a")));
            world.as(alice, new ReKey(TestWorld.named("a")));
            world.as(alice, new Delete(TestWorld.named("a")));
            label(world, alice);
            var scrub = new RowScrub(ground.store(), () -> {});
            assertThat(scrub.keys()).isEmpty();
            assertThat(scrub.log()).isEmpty();

            ground.store().log(session -> session.sql().update(damage));

            assertThat(scrub.keys()).isPresent();
        }
    }

    @Test
    void aRowThatNobodyWroteIsFound() {
        var clock = new TestClock();
        var ground = new SqlGround(Database.sqlite(folder.resolve("a.db")), clock, new Ids(clock, TestWorld.RANDOM));
        try (var world = new TestWorld((_, _) -> ground, clock)) {
            world.aes(world.user("alice", "Key Users"), "a");
            String copy = "CREATE TABLE copy AS SELECT * FROM key_version";
            ground.store().log(session -> session.sql().update(copy));
            ground.store()
                    .log(session ->
                            session.sql().update("UPDATE copy SET id = x'%s', number = 7".formatted("ab".repeat(16))));
            ground.store().log(session -> session.sql().update("INSERT INTO key_version SELECT * FROM copy"));

            assertThat(new RowScrub(ground.store(), () -> {}).keys()).isPresent();
        }
    }

    private static void label(TestWorld world, Principal alice) {
        Map<String, Optional<String>> labels = Map.of("tier", Optional.of("gold"));
        world.as(
                alice,
                new ModifyAttributes(TestWorld.named("a"), null, labels, null, null, null, null, false, Map.of()));
    }
}
