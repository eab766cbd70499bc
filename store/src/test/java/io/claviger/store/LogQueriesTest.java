package io.claviger.store;

import static io.claviger.store.LogHome.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal.Sync;
import io.claviger.operation.AuditFilter;
import io.claviger.operation.AuditRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogQueriesTest {
    @TempDir
    private Path home;

    private static final AuditFilter ALL = filter(null, null, null, true);

    /** Rows and frames in turn: some sealed, the last ones not. */
    private static List<AuditEvent> history(LogHome log) throws Exception {
        var events = new ArrayList<AuditEvent>();
        for (int round = 0; round < 3; round++) {
            events.add(log.change("Revoke"));
            for (int i = 0; i < 4; i++) {
                events.add(log.use(i % 2 == 0 ? "Encrypt" : "Decrypt"));
            }
            if (round == 0) {
                log.keeping();
            } else if (round == 1) {
                Thread.sleep(1_300);
            }
            log.clock.advance(Duration.ofMinutes(1));
        }
        return events;
    }

    @Test
    void everyPageOfEveryOrderIsAWindowOfTheSameList() throws Exception {
        try (var log = new LogHome(home)) {
            List<AuditEvent> events = history(log);
            int before = (int) log.list(ALL, 0, 0).total() - events.size();
            List<AuditRecord> all = log.list(ALL, 0, 2_000).items();
            assertThat(all.subList(before, all.size()))
                    .extracting(AuditRecord::event)
                    .isEqualTo(events);
            assertThat(log.list(filter(null, null, null, false), 0, 2_000).items())
                    .isEqualTo(all.reversed());
            for (int skip = 0; skip < all.size() + 2; skip += 3) {
                for (int limit : new int[] {0, 1, 4, 7}) {
                    int to = Math.min(all.size(), skip + limit);
                    List<AuditRecord> expected = skip > to ? List.of() : all.subList(skip, to);
                    assertThat(log.list(ALL, skip, limit).items()).isEqualTo(expected);
                    assertThat(log.list(ALL, skip, limit).total()).isEqualTo(all.size());
                    List<AuditRecord> back =
                            skip > to ? List.of() : all.reversed().subList(skip, to);
                    assertThat(log.list(filter(null, null, null, false), skip, limit)
                                    .items())
                            .isEqualTo(back);
                }
            }
        }
    }

    @Test
    void filtersFindRowsAndFrames() throws Exception {
        try (var log = new LogHome(home)) {
            List<AuditEvent> events = history(log);
            assertThat(log.list(filter("Encrypt", null, null, true), 0, 100).items())
                    .extracting(AuditRecord::event)
                    .isEqualTo(events.stream()
                            .filter(e -> e.op().equals("Encrypt"))
                            .toList());
            assertThat(log.list(filter("Revoke", "127.0.0.1", null, true), 0, 100)
                            .total())
                    .isEqualTo(3);
            assertThat(log.list(filter(null, "10.0.0.1", null, true), 0, 100).total())
                    .isZero();
            Instant third = events.get(10).at();
            assertThat(log.list(filter(null, null, third, true), 0, 100).items())
                    .extracting(AuditRecord::event)
                    .isEqualTo(events.subList(10, 15));
            AuditEvent one = events.get(7);
            var byRequest = new AuditFilter(null, null, null, null, null, null, one.request(), null, null, false);
            assertThat(log.list(byRequest, 0, 10).items())
                    .extracting(AuditRecord::event)
                    .containsExactly(one);
            var byOther = new AuditFilter(null, new UUID(9, 9), null, null, null, null, null, null, null, false);
            assertThat(log.list(byOther, 0, 10).total()).isZero();
        }
    }

    @Test
    void refusalsAreFoundByOutcomeAndPlaceNamesTheFrame() {
        try (var log = new LogHome(home)) {
            AuditEvent refused = log.event("Encrypt", null, "denied", null);
            log.log.journal().append(refused, Sync.ALWAYS);
            var refusals = new AuditFilter(null, null, null, null, false, null, null, null, null, false);
            assertThat(log.list(refusals, 0, 10).items()).containsExactly(new AuditRecord("journal/1", refused));
        }
    }

    @Test
    void aTotalBeyondTenThousandIsALowerBound() throws Exception {
        try (var log = new LogHome(home)) {
            log.store.log(session -> {
                for (int i = 0; i < 10_100; i++) {
                    session.append(LogRow.of(log.event("Create", null, AuditEvent.SUCCESS, null)));
                }
                return true;
            });
            var page = log.list(filter("Create", null, null, false), 20, 10);
            assertThat(page.total()).isEqualTo(10_020);
            assertThat(page.lowerBound()).isTrue();
            assertThat(log.list(filter("Create", null, null, false), 10_000, 10).total())
                    .isEqualTo(10_100);
        }
    }
}
