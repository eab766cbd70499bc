package io.claviger.store;

import static io.claviger.store.LogHome.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Ids;
import io.claviger.operation.AuditRecord;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import io.claviger.store.LogTree.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeeperTest {
    @TempDir
    private Path home;

    private Path note() {
        return home.resolve("node/checkpoint");
    }

    private Path database() {
        return home.resolve("db/claviger.db");
    }

    private long signed() throws IOException {
        return Long.parseLong(Files.readString(note()).split("\n", -1)[1]);
    }

    @Test
    void closingSealsAndSignsEverything() throws IOException {
        long leaves;
        try (var log = new LogHome(home).keeping()) {
            assertThat(log.tree.standing()).isEqualTo(Standing.FIRST);
            leaves = signed();
            log.use("Encrypt");
            log.change("Revoke");
        }
        assertThat(signed()).isEqualTo(leaves + 2);
        assertThat(Files.readString(home.resolve("node/checkpoint.pub"))).startsWith("-----BEGIN PUBLIC KEY-----\n");
        try (var log = new LogHome(home).keeping()) {
            assertThat(log.tree.standing()).isEqualTo(Standing.EXTENDS);
            assertThat(signed()).isEqualTo(leaves + 2);
            assertThat(log.keeper.newestCheckpointAt()).isPresent();
            log.use("Decrypt");
            assertThat(log.list(filter("Decrypt", null, null, false), 0, 10).items())
                    .extracting(AuditRecord::place)
                    .containsExactly("journal/2");
        }
        assertThat(signed()).isEqualTo(leaves + 3);
    }

    @Test
    void afterACrashTheFramesAreSealedByTheNextRun() throws IOException {
        try (var log = new LogHome(home).keeping()) {
            log.use("Encrypt");
        }
        var crashed = new LogHome(home);
        crashed.use("Decrypt");
        crashed.change("Revoke");
        crashed.crash();
        long before = signed();
        try (var log = new LogHome(home).keeping()) {
            assertThat(signed()).isEqualTo(before + 2);
            assertThat(log.list(filter("Decrypt", null, null, false), 0, 10).total())
                    .isEqualTo(1);
        }
    }

    @Test
    void namelessRefusalsBecomeOneEvent() throws IOException {
        try (var log = new LogHome(home)) {
            log.refusals.count("SignIn", "10.0.0.1");
            log.refusals.count("SignIn", "10.0.0.2");
            log.keeping();
            assertThat(log.list(filter("Refusals", null, null, false), 0, 10).items())
                    .singleElement()
                    .satisfies(found -> assertThat(found.event().count()).isEqualTo(2));
        }
    }

    @Test
    void aCutOfTheJournalIsOnRecord() throws IOException {
        try (var log = new LogHome(home).keeping()) {
            log.use("Encrypt");
        }
        try (var files = Files.list(home.resolve("journal"))) {
            Path segment =
                    files.filter(p -> p.toString().endsWith(".seg")).findFirst().orElseThrow();
            byte[] all = Files.readAllBytes(segment);
            all[200_000] = 1;
            Files.write(segment, all);
        }
        try (var log = new LogHome(home).keeping()) {
            assertThat(log.list(filter("JournalCut", null, null, false), 0, 10).items())
                    .singleElement()
                    .satisfies(found -> assertThat(found.event().reason()).contains("bytes cut before frame 2"));
        }
    }

    @Test
    void anOlderDatabaseIsARollBack() throws IOException {
        new LogHome(home).keeping().close();
        Path old = home.resolve("old");
        Files.copy(database(), old);
        try (var log = new LogHome(home).keeping()) {
            log.change("Revoke");
        }
        Files.copy(old, database(), StandardCopyOption.REPLACE_EXISTING);
        var rolledBack = new LogHome(home);
        assertThat(rolledBack.tree.standing()).isEqualTo(Standing.ROLLED_BACK);
        rolledBack.change("Create");
        rolledBack.crash();
        var grownAgain = new LogHome(home);
        assertThat(grownAgain.tree.standing()).isEqualTo(Standing.DIFFERENT);
        grownAgain.crash();
        Files.delete(note());
        var without = new LogHome(home);
        assertThat(without.tree.standing()).isEqualTo(Standing.NONE_OF_OUR_OWN);
        without.crash();
    }

    @Test
    void aLogThatLostItsEndGoesOnFromWhatIsThereOnceThatIsAccepted() throws Exception {
        try (var log = new LogHome(home).keeping()) {
            log.change("Revoke");
        }
        HomeFiles.sql(home, "DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event)");
        LogTree adopted = adopt();
        Files.delete(note());

        var log = new LogHome(home);
        assertThat(log.tree.size()).isEqualTo(adopted.size());
        assertThat(log.tree.copy().root()).isEqualTo(adopted.copy().root());
        assertThat(log.tree.standing()).isIn(Standing.NONE_OF_OUR_OWN, Standing.FIRST);
        log.crash();
    }

    private LogTree adopt() {
        var clock = new TestClock();
        try (Database database = Database.sqlite(database())) {
            Deployment deployment = Deployment.open(
                    database,
                    TestWorld.rootKey(),
                    SqlGround::firstStart,
                    TestWorld.SLAB,
                    TestWorld.RANDOM,
                    new Ids(clock, TestWorld.RANDOM),
                    clock);
            try (var _ = deployment.custody()) {
                return LogTree.adopt(database, deployment);
            }
        }
    }

    @Test
    void aDeletedLastRowIsARollBackToo() throws Exception {
        try (var log = new LogHome(home).keeping()) {
            log.change("Revoke");
        }
        HomeFiles.sql(home, "DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event)");
        var log = new LogHome(home);
        assertThat(log.tree.standing()).isEqualTo(Standing.ROLLED_BACK);
        log.crash();
    }

    @Test
    void theTreeIsTheSameFromAnyCheckpointAndFromNone() throws IOException {
        try (var log = new LogHome(home).keeping()) {
            for (int i = 0; i < 20; i++) {
                log.change("Revoke");
            }
        }
        String note = Files.readString(note());
        try (var log = new LogHome(home)) {
            log.store.log(session -> session.sql().update("DELETE FROM checkpoint"));
        }
        try (var log = new LogHome(home).keeping()) {
            assertThat(log.tree.standing()).isEqualTo(Standing.EXTENDS);
            assertThat(Files.readString(note())).isEqualTo(note);
        }
    }
}
