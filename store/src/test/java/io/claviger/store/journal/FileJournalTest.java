package io.claviger.store.journal;

import static io.claviger.store.journal.JournalWorld.CLOCK;
import static io.claviger.store.journal.JournalWorld.MIB;
import static io.claviger.store.journal.JournalWorld.NODE;
import static io.claviger.store.journal.JournalWorld.event;
import static io.claviger.store.journal.JournalWorld.open;
import static io.claviger.store.journal.JournalWorld.read;
import static io.claviger.store.journal.JournalWorld.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.Broken;
import io.claviger.KmsException.Unavailable;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Lane;
import io.claviger.audit.Journal.Sync;
import io.claviger.store.journal.JournalSettings.When;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    private Path home;

    private Path folder() {
        return home.resolve("journal");
    }

    private Path segment(int number) {
        return folder().resolve("%s-%010d.seg".formatted(NODE, number));
    }

    @Test
    void eventsAreReadBackAsTheyWereAppended() {
        try (FileJournal journal = open(folder(), 0)) {
            AuditEvent first = event("Encrypt", null);
            AuditEvent second = event("Decrypt", "ä \" \\ \n");
            journal.append(first, Sync.AS_SET);
            journal.append(second, Sync.ALWAYS);
            assertThat(journal.newestFrame()).isEqualTo(2);
            assertThat(read(journal, 1, 2)).containsExactly(first, second);
            assertThat(read(journal, 2, 2)).containsExactly(second);
            assertThatThrownBy(() -> read(journal, 2, 3)).isInstanceOf(Broken.class);
        }
    }

    @Test
    void filesAreForTheServerAlone() throws IOException {
        try (FileJournal journal = open(folder(), 0)) {
            journal.append(event("Encrypt", null), Sync.AS_SET);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(segment(1))))
                .isEqualTo("rw-------");
        assertThat(Files.size(segment(1))).isEqualTo(MIB);
    }

    @Test
    void lanesAreToldInOrderOnTheirOwnThread() throws Exception {
        ExecutorService loop = Executors.newSingleThreadExecutor(r -> new Thread(r, "loop"));
        for (When when : When.values()) {
            var told = new JournalWorld.Told(500);
            try (FileJournal journal =
                    FileJournal.open(home.resolve(when.name()), NODE, 0, settings(when, 8 * MIB), CLOCK)) {
                Lane lane = journal.lane(loop);
                for (int turn = 0; turn < 10; turn++) {
                    int from = turn * 50;
                    loop.execute(() -> IntStream.range(from, from + 50)
                            .forEach(i -> lane.append(
                                    event("Encrypt", "" + i),
                                    i % 7 == 0 ? Sync.ALWAYS : Sync.AS_SET,
                                    told.ack("" + i))));
                }
                told.all.await();
                List<String> order =
                        IntStream.range(0, 500).mapToObj(i -> "" + i).toList();
                assertThat(told.words).isEqualTo(order);
                assertThat(read(journal, 1, 500)).extracting(AuditEvent::reason).isEqualTo(order);
                assertThat(journal.takeUnsealed())
                        .hasValueSatisfying(u -> assertThat(u.seal().count()).isEqualTo(500));
                assertThat(journal.takeUnsealed()).isEmpty();
            }
        }
        loop.shutdown();
    }

    @Test
    void numbersHaveNoGapsOverSegmentsAndRestarts() throws IOException {
        String filler = "x".repeat(10_000);
        try (FileJournal journal = open(folder(), 0)) {
            for (int i = 0; i < 250; i++) {
                journal.append(event("Encrypt", filler), Sync.AS_SET);
            }
            assertThat(journal.takeUnsealed().orElseThrow().seal().count()).isEqualTo(250);
        }
        assertThat(segment(3)).exists();
        try (FileJournal journal = open(folder(), 200)) {
            assertThat(journal.cut()).isEmpty();
            assertThat(journal.newestFrame()).isEqualTo(250);
            Unsealed unsealed = journal.takeUnsealed().orElseThrow();
            assertThat(unsealed.seal().first()).isEqualTo(201);
            assertThat(unsealed.seal().last()).isEqualTo(250);
            assertThat(unsealed.index())
                    .singleElement()
                    .satisfies(row -> assertThat(row.n()).isEqualTo(50));
            journal.append(event("Decrypt", null), Sync.AS_SET);
            assertThat(read(journal, 1, 251)).hasSize(251);
            assertThat(read(journal, 251, 251)).extracting(AuditEvent::op).containsExactly("Decrypt");
        }
    }

    @Test
    void aTornTailIsCutAndTold() throws IOException {
        try (FileJournal journal = open(folder(), 0)) {
            journal.append(event("Encrypt", "first"), Sync.AS_SET);
            journal.append(event("Encrypt", "second"), Sync.AS_SET);
        }
        long end = end(segment(1));
        overwrite(segment(1), end - 3, new byte[] {1, 2, 3, 4});
        try (FileJournal journal = open(folder(), 0)) {
            JournalCut cut = journal.cut().orElseThrow();
            assertThat(cut.next()).isEqualTo(2);
            assertThat(cut.bytes()).isGreaterThan(300);
            assertThat(end(segment(1))).isLessThan(end - 300);
            journal.append(event("Decrypt", null), Sync.AS_SET);
            assertThat(read(journal, 1, 2)).extracting(AuditEvent::op).containsExactly("Encrypt", "Decrypt");
        }
        try (FileJournal journal = open(folder(), 2)) {
            assertThat(journal.cut()).isEmpty();
        }
    }

    @Test
    void whatCameToTheDiskAheadOfItsFrameIsCut() throws IOException {
        try (FileJournal journal = open(folder(), 0)) {
            journal.append(event("Encrypt", null), Sync.AS_SET);
        }
        overwrite(segment(1), 500_000, new byte[] {9});
        try (FileJournal journal = open(folder(), 1)) {
            assertThat(journal.cut())
                    .hasValueSatisfying(cut -> assertThat(cut.missing()).isZero());
            assertThat(end(segment(1))).isLessThan(5_000);
        }
    }

    @Test
    void sealedFramesAreNeverTouchedAndNeverNumberedAgain() throws IOException {
        try (FileJournal journal = open(folder(), 0)) {
            journal.append(event("Encrypt", "first"), Sync.AS_SET);
            journal.append(event("Encrypt", "second"), Sync.AS_SET);
        }
        long end = end(segment(1));
        overwrite(segment(1), end - 3, new byte[] {1});
        byte[] before = Files.readAllBytes(segment(1));
        try (FileJournal journal = open(folder(), 2)) {
            assertThat(journal.cut())
                    .hasValueSatisfying(cut -> assertThat(cut.missing()).isEqualTo(1));
            journal.append(event("Decrypt", null), Sync.AS_SET);
            assertThat(read(journal, 3, 3)).extracting(AuditEvent::op).containsExactly("Decrypt");
        }
        assertThat(Files.readAllBytes(segment(1))).isEqualTo(before);
        assertThat(segment(2)).exists();
    }

    @Test
    void whenSpaceIsScarceOnlyTheReservedGoOn() throws IOException {
        String filler = "x".repeat(20_000);
        int ordinary = 0;
        try (FileJournal journal = FileJournal.open(folder(), NODE, 0, settings(When.EACH, 2 * MIB), CLOCK)) {
            assertThatThrownBy(() -> fill(journal, filler)).isInstanceOf(Unavailable.class);
            ordinary = (int) journal.newestFrame();
            assertThat(ordinary).isBetween(85, 102);
            journal.append(event("SignIn", null), Sync.ALWAYS);
            assertThatThrownBy(() -> journal.append(event("Encrypt", null), Sync.AS_SET))
                    .isInstanceOf(Unavailable.class);
        }
        try (FileJournal journal = FileJournal.open(folder(), NODE, 0, settings(When.EACH, 8 * MIB), CLOCK)) {
            journal.append(event("Encrypt", null), Sync.AS_SET);
            assertThat(journal.newestFrame()).isEqualTo(ordinary + 2);
            assertThat(read(journal, 1, ordinary + 2)).hasSize(ordinary + 2);
        }
    }

    @Test
    void itRecoversWhenThereIsRoomAgain() throws Exception {
        Files.createDirectories(folder());
        Path blocked = folder().resolve("%s-%010d.spare.tmp".formatted(NODE, 1));
        Files.createDirectories(blocked.resolve("in the way"));
        try (FileJournal journal = open(folder(), 0)) {
            assertThatThrownBy(() -> journal.append(event("Encrypt", null), Sync.AS_SET))
                    .isInstanceOf(Unavailable.class);
            Files.delete(blocked.resolve("in the way"));
            Files.delete(blocked);
            Thread.sleep(1_100);
            journal.append(event("SignIn", null), Sync.AS_SET);
            assertThat(read(journal, 1, 1)).hasSize(1);
        }
    }

    @Test
    void afterCloseEverybodyIsRefused() {
        FileJournal journal = open(folder(), 0);
        journal.close();
        assertThatThrownBy(() -> journal.append(event("Encrypt", null), Sync.AS_SET))
                .isInstanceOf(Unavailable.class);
    }

    private static void fill(FileJournal journal, String filler) {
        for (int i = 0; i < 1_000; i++) {
            journal.append(event("Encrypt", filler), Sync.AS_SET);
        }
    }

    private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(at);
            out.write(bytes);
        }
    }

    /** Offset after the last byte that is not zero. */
    private static long end(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length;
        while (end > 0 && all[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
