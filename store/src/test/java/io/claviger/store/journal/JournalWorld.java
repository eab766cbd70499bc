package io.claviger.store.journal;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Ack;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What tests of the journal share. */
final class JournalWorld {
    static final UUID NODE = new UUID(7, 7);
    static final long MIB = 1024 * 1024;
    static final Clock CLOCK = new Clock() {
        @Override
        public Instant now() {
            return Instant.parse("2030-01-01T00:00:00Z");
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };
    static final Ids IDS = new Ids(CLOCK, new SecureRandom());

    private JournalWorld() {}

    static AuditEvent event(String op, @Nullable String reason) {
        return new AuditEvent(
                IDS.next(),
                CLOCK.now(),
                NODE,
                RootDomain.ID,
                new UUID(1, 1),
                new UUID(1, 2),
                "127.0.0.1",
                op,
                new UUID(2, 2),
                1,
                4L,
                "00".repeat(37),
                null,
                null,
                AuditEvent.SUCCESS,
                reason,
                "owner",
                IDS.next(),
                1);
    }

    static JournalSettings settings(JournalSettings.When when, long quota) {
        return new JournalSettings(MIB, quota, when, e -> e.op().equals("SignIn"));
    }

    static FileJournal open(Path folder, long sealed) {
        return FileJournal.open(folder, NODE, sealed, settings(JournalSettings.When.EACH, 64 * MIB), CLOCK);
    }

    static List<AuditEvent> read(FileJournal journal, long first, long last) {
        var all = new ArrayList<AuditEvent>();
        journal.reader().read(first, last, (_, leaf) -> all.add(LeafReader.event(leaf)));
        return all;
    }

    /** Remembers what it was told, in order. */
    static final class Told {
        final List<String> words = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch all;

        Told(int expected) {
            all = new CountDownLatch(expected);
        }

        Ack ack(String name) {
            return new Ack() {
                @Override
                public void recorded() {
                    words.add(name);
                    all.countDown();
                }

                @Override
                public void failed(KmsException why) {
                    words.add(name + " failed");
                    all.countDown();
                }
            };
        }
    }
}
