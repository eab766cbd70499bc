package io.claviger.store.journal;

import io.claviger.KmsException;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal;
import io.claviger.audit.Journal.Ack;
import io.claviger.audit.Journal.Sync;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Prints what the hand-over costs for an event; run by hand: {@code java … LaneCost FOLDER}. */
final class LaneCost {
    private static final int TURN = 16;
    private static final int TURNS = 6_000;

    private LaneCost() {}

    public static void main(String[] arguments) throws Exception {
        for (int round = 0; round < 3; round++) {
            for (JournalSettings.When when : JournalSettings.When.values()) {
                measure(Files.createTempDirectory(Path.of(arguments[0]), "journal"), when);
            }
        }
    }

    private static void measure(Path folder, JournalSettings.When when) throws Exception {
        ExecutorService home = Executors.newSingleThreadExecutor();
        var settings = new JournalSettings(JournalSettings.SEGMENT_BYTES, 1L << 30, when, _ -> false);
        try (var journal = FileJournal.open(folder.resolve("j"), JournalWorld.NODE, 0, settings, JournalWorld.CLOCK)) {
            Thread.sleep(800);
            var loop = new Loop(journal.lane(home), home);
            long cpu = cpu();
            long begun = System.nanoTime();
            home.execute(loop::turn);
            loop.done.await();
            double events = (double) TURN * TURNS;
            System.out.printf(
                    "%s: %.2f us CPU an event in the whole process, %.2f us on the lane's thread, %.0f events/s%n",
                    when,
                    (cpu() - cpu) / events / 1000,
                    loop.appending / events / 1000,
                    events * 1e9 / (System.nanoTime() - begun));
        } finally {
            home.shutdown();
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Sixteen connections that each ask again when they were answered. */
    private static final class Loop implements Ack {
        private final AuditEvent event = JournalWorld.event("Encrypt", null);
        private final Journal.Lane lane;
        private final ExecutorService home;
        private final CountDownLatch done = new CountDownLatch(1);
        private int turns;
        private int acks;
        private long appending;

        Loop(Journal.Lane lane, ExecutorService home) {
            this.lane = lane;
            this.home = home;
        }

        void turn() {
            long begun = System.nanoTime();
            for (int i = 0; i < TURN; i++) {
                lane.append(event, Sync.AS_SET, this);
            }
            appending += System.nanoTime() - begun;
        }

        @Override
        public void recorded() {
            if (++acks == TURN) {
                acks = 0;
                if (++turns == TURNS) {
                    done.countDown();
                } else {
                    home.execute(this::turn);
                }
            }
        }

        @Override
        public void failed(KmsException why) {
            throw why;
        }
    }
}
