package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Sync;
import io.claviger.store.verify.CheckpointKey;
import io.claviger.store.verify.LogExport;
import io.claviger.store.verify.LogSource;
import io.claviger.store.verify.LogVerifier;
import io.claviger.store.verify.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Both verifiers find whatever is done to what the newest checkpoint covers, and say the same about it. */
class LogVerifierTest {
    private static final int FILLER = 10_000;

    @TempDir
    private static Path folder;

    private static Path sound;
    private static Path early;
    private static Path otherKey;

    /** Three runs: changes, uses over two segments, seals and several checkpoints; a copy after the first. */
    @BeforeAll
    static void homes() throws Exception {
        sound = folder.resolve("sound");
        early = folder.resolve("early");
        for (int run = 0; run < 3; run++) {
            try (var log = new LogHome(sound).keeping()) {
                for (int i = 0; i < 4; i++) {
                    log.change("Revoke");
                    log.use("Encrypt");
                    log.log
                            .journal()
                            .append(
                                    log.event("Decrypt", null, "denied", "x".repeat(run == 1 ? FILLER * 6 / 5 : 10)),
                                    Sync.ALWAYS);
                    log.use("Sign");
                }
                for (int i = 0; i < 20 && run == 1; i++) {
                    log.log
                            .journal()
                            .append(
                                    log.event("Mac", LogHome.TARGET, AuditEvent.SUCCESS, "y".repeat(FILLER)),
                                    Sync.AS_SET);
                }
            }
            if (run == 0) {
                HomeFiles.copy(sound, early);
            }
        }
        Path other = folder.resolve("other");
        new LogHome(other).keeping().close();
        otherKey = other.resolve("node/checkpoint.pub");
    }

    private static CheckpointKey key(Path home) throws IOException {
        return CheckpointKey.ofPem(Files.readString(home.resolve("node/checkpoint.pub")));
    }

    private static Report verify(LogSource source, CheckpointKey key) throws IOException {
        try (source) {
            return LogVerifier.verify(source, key);
        }
    }

    /** What both say of a home. */
    private static Report both(Path home) throws Exception {
        Report report = verify(LogSource.home(home), key(home));
        SecondVerifier.mustAgree(report, home, home.resolve("node/checkpoint.pub"));
        return report;
    }

    private static Report bothOfExport(Path export) throws Exception {
        Report report = verify(LogSource.export(export), key(sound));
        SecondVerifier.mustAgree(report, export, sound.resolve("node/checkpoint.pub"));
        return report;
    }

    @Test
    void aSoundHomeIsFoundSound() throws Exception {
        Report report = both(sound);
        assertThat(report.firstBad()).isNull();
        assertThat(report.ok()).isTrue();
        assertThat(report.uncovered()).isZero();
        long frames = 3 * 4 * 3 + 20;
        assertThat(report.entries()).isEqualTo(frames + HomeFiles.events(sound));
    }

    @Test
    void aTailAfterTheCheckpointIsCountedAndNotJudged() throws Exception {
        Path home = folder.resolve("tail");
        HomeFiles.copy(sound, home);
        long covered = both(home).entries();
        var log = new LogHome(home);
        log.change("Revoke");
        log.use("Encrypt");
        log.use("Encrypt");
        Report running = both(home);
        assertThat(running.ok()).isTrue();
        assertThat(running.uncovered()).isEqualTo(3);
        assertThat(running.entries()).isEqualTo(covered + 3);
        log.crash();
        assertThat(both(home)).isEqualTo(running);
        HomeFiles.sql(home, "UPDATE event SET outcome = 'denied' WHERE seq = (SELECT MAX(seq) FROM event)");
        assertThat(both(home)).isEqualTo(running);
    }

    @Test
    void aRunningServersLogIsFoundSound() throws Exception {
        Path home = folder.resolve("running");
        HomeFiles.copy(sound, home);
        try (var log = new LogHome(home).keeping()) {
            var busy = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 300; i++) {
                    log.use("Encrypt");
                    log.change("Revoke");
                }
            });
            while (busy.isAlive()) {
                assertThat(verify(LogSource.home(home), key(home)).firstBad()).isNull();
            }
            assertThat(SecondVerifier.reports(List.of(home), home.resolve("node/checkpoint.pub")))
                    .allMatch(report -> report.contains("\"ok\": true"));
        }
    }

    @Test
    void anotherKeyProvesNothing() throws Exception {
        Report report = verify(LogSource.home(sound), CheckpointKey.ofPem(Files.readString(otherKey)));
        assertThat(report.ok()).isFalse();
        SecondVerifier.mustAgree(report, sound, otherKey);
    }

    @TestFactory
    Stream<DynamicTest> whateverIsDoneToRowsIsFound() throws Exception {
        return allFound(Tampering.rows(early));
    }

    @TestFactory
    Stream<DynamicTest> whateverIsDoneToFramesIsFound() throws Exception {
        return allFound(Tampering.frames(early));
    }

    private static Stream<DynamicTest> allFound(List<Tampering> tamperings) throws Exception {
        var homes = new ArrayList<Path>();
        for (Tampering tampering : tamperings) {
            Path home = folder.resolve(tampering.name().replace(' ', '-'));
            HomeFiles.copy(sound, home);
            tampering.with().apply(home);
            homes.add(home);
        }
        List<String> second = SecondVerifier.reports(homes, sound.resolve("node/checkpoint.pub"));
        return IntStream.range(0, homes.size())
                .mapToObj(i -> dynamicTest(tamperings.get(i).name(), () -> {
                    Report report = verify(LogSource.home(homes.get(i)), key(sound));
                    assertThat(report.ok()).isFalse();
                    assertThat(Objects.requireNonNull(report.firstBad()).place())
                            .startsWith(tamperings.get(i).place());
                    if (!second.isEmpty()) {
                        SecondVerifier.mustBe(report, second.get(i));
                    }
                }));
    }

    @Test
    void anExportIsVerifiedWithoutTheHome() throws Exception {
        Path file = folder.resolve("export.jsonl");
        try (LogSource source = LogSource.home(sound)) {
            LogExport.write(source, file);
        }
        assertThat(bothOfExport(file)).isEqualTo(both(sound));
        List<String> lines = Files.readAllLines(file);
        int first = frameLine(lines);
        tampered(lines, "deleted", changed -> changed.remove(5));
        tampered(lines, "frame deleted", changed -> changed.remove(first));
        tampered(lines, "swapped", changed -> changed.add(5, changed.remove(6)));
        tampered(lines, "frames swapped", changed -> changed.add(first, changed.remove(first + 1)));
        tampered(lines, "doubled", changed -> changed.add(5, changed.get(5)));
        tampered(lines, "truncated", changed -> changed.removeLast());
        tampered(
                lines,
                "cut to one",
                changed -> changed.subList(1, changed.size()).clear());
        tampered(lines, "altered", changed -> changed.set(7, changed.get(7).replaceFirst("(.*)..\"}", "$1zz\"}")));
        tampered(lines, "frame altered", changed -> changed.set(first, changed.get(first + 2)));
    }

    private static int frameLine(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("{\"frame\":2,")) {
                return i;
            }
        }
        throw new AssertionError("no frame");
    }

    private interface Change {
        void apply(List<String> lines);
    }

    private static void tampered(List<String> lines, String name, Change change) throws Exception {
        var changed = new ArrayList<>(lines);
        change.apply(changed);
        Path file = folder.resolve("export " + name + ".jsonl");
        Files.write(file, changed);
        assertThat(bothOfExport(file).ok()).as(name).isFalse();
    }
}
