package io.claviger.store;

import static io.claviger.operation.TestWorld.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.identity.Principal;
import io.claviger.operation.Destroy;
import io.claviger.operation.GetAttributes;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import io.claviger.store.LogTree.Standing;
import io.claviger.store.node.NodeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody hides the newest leaf about an object, so that the one before it would be taken for the newest. */
class HiddenLeafTest {
    private static final String NEWEST = " WHERE seq = (SELECT MAX(seq) FROM event WHERE target = %s)";
    private static final String OF_KEY = NEWEST.formatted("(SELECT id FROM key_version)");
    private static final String OF_LOG = NEWEST.formatted("x'00000000000000020000000000000002'");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET target = x'00000000000000000000000000000001'",
                "UPDATE event SET target = NULL",
                "UPDATE event SET domain = x'00000000000000000000000000000001'",
                "UPDATE event SET seq = -1",
                "UPDATE event SET seq = seq + 1000000",
                "DELETE FROM event"
            })
    void theRowThatItWouldGiveAwayIsNotAnswered(String hide) {
        var clock = new TestClock();
        var ground = new SqlGround(Database.sqlite(folder.resolve("a.db")), clock, new Ids(clock, TestWorld.RANDOM));
        try (var world = new TestWorld((_, _) -> ground, clock)) {
            Principal alice = world.user("alice", "Key Users");
            world.aes(alice, "payroll");
            ground.store().log(session -> session.sql().update("CREATE TABLE kept AS SELECT * FROM key_version"));
            world.as(alice, new Destroy(named("payroll")));

            ground.store().log(session -> session.sql().update("DELETE FROM key_version"));
            ground.store().log(session -> session.sql().update("INSERT INTO key_version SELECT * FROM kept"));
            ground.store().log(session -> session.sql().update(hide + OF_KEY));

            assertThatThrownBy(() -> world.as(alice, new GetAttributes(named("payroll"))))
                    .isInstanceOf(Broken.class);
        }
    }

    @Test
    void theNextRunKnowsItToo() throws Exception {
        try (var log = new LogHome(folder).keeping()) {
            log.change("Create");
            log.change("Revoke");
        }
        HomeFiles.sql(folder, "UPDATE event SET target = NULL" + OF_LOG);
        try (var log = new LogHome(folder).keeping()) {
            assertThatThrownBy(() -> newest(log)).isInstanceOf(Broken.class);
            assertThatThrownBy(() -> log.change("Revoke")).isInstanceOf(Broken.class);
        }
    }

    /** What was not on the node's disk when the power failed is read from the log, which nobody may have changed since. */
    @Test
    void afterACrashTheLogSaysWhatTheDiskDoesNot() throws Exception {
        try (var log = new LogHome(folder).keeping()) {
            log.change("Create");
        }
        List<String> marks = List.of("superseded", "superseded.step");
        for (String mark : marks) {
            Files.copy(folder.resolve("node/" + mark), folder.resolve(mark));
        }
        try (var log = new LogHome(folder).keeping()) {
            log.change("Revoke");
        }
        for (String mark : marks) {
            Files.delete(folder.resolve("node/" + mark));
            Files.copy(folder.resolve(mark), folder.resolve("node/" + mark));
        }
        try (var log = new LogHome(folder)) {
            assertThatCode(() -> newest(log)).doesNotThrowAnyException();
        }
        HomeFiles.sql(folder, "UPDATE event SET target = NULL" + OF_LOG);
        try (var log = new LogHome(folder)) {
            assertThatThrownBy(() -> newest(log)).isInstanceOf(Broken.class);
        }
    }

    @Test
    void aStepThatThePowerInterruptedIsFinished() throws IOException {
        var node = new NodeFolder(folder);
        try (var bits = node.superseded()) {
            bits.mark(List.of(3L, 70_000L), 100_000);
        }
        Files.delete(folder.resolve("node/superseded"));
        try (var bits = node.superseded()) {
            assertThat(bits.leaves()).isEqualTo(100_000);
            assertThat(List.of(bits.holds(3), bits.holds(70_000), bits.holds(2), bits.holds(80_000)))
                    .containsExactly(true, true, false, false);
        }
    }

    @Test
    void aLogThatEndsBeforeWhatTheNodeMarkedIsRolledBack() throws Exception {
        new LogHome(folder).keeping().close();
        try (var bits = new NodeFolder(folder).superseded()) {
            bits.mark(List.of(), bits.leaves() + 1);
        }
        var log = new LogHome(folder);
        assertThat(log.tree.standing()).isEqualTo(Standing.ROLLED_BACK);
        log.crash();
    }

    /** A snapshot that began before the newest leaf was written is not blamed for it. */
    @Test
    void aSnapshotIsJudgedByWhatWasThereWhenItBegan() {
        var superseded = new SupersededLeaves();
        superseded.committed(List.of(new SupersededLeaves.Pair(4, 9)), 10);

        assertThat(superseded.superseded(4, 9)).isFalse();
        assertThat(superseded.superseded(4, 10)).isTrue();
    }

    private static long newest(LogHome log) {
        return log.store.log(session -> session.newest()
                .find(RootDomain.ID, LogHome.TARGET, Long.MAX_VALUE)
                .orElseThrow()
                .seq());
    }
}
