package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.JournalSeal;
import io.claviger.operation.AuditFilter;
import io.claviger.operation.AuditRecord;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.claviger.store.journal.FileJournal;
import io.claviger.store.journal.JournalReader;
import io.claviger.store.journal.LeafReader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Searches the log in its own order: rows by their index in the tree, frames where their seal stands, and those that no seal
 * covers yet after everything else. Frames of other nodes are on other disks and not shown.
 */
final class LogQueries implements AuditQueries {
    private final JournalReader reader;
    private final FileJournal journal;
    private final UUID node;

    LogQueries(FileJournal journal, UUID node) {
        this.journal = journal;
        this.reader = journal.reader();
        this.node = node;
    }

    @Override
    public Page<AuditRecord> list(Sql sql, NewestLeaves leaves, UUID domain, AuditFilter filter, Paging paging) {
        return new Search(sql, leaves, new LogConditions(domain, filter), filter.ascending(), paging).run();
    }

    private final class Search {
        private final Sql sql;
        private final NewestLeaves leaves;
        private final LogConditions conditions;
        private final boolean ascending;
        private final long from;
        private final long to;
        private final long enough;
        private final List<AuditRecord> items = new ArrayList<>();
        private long seen;

        Search(Sql sql, NewestLeaves leaves, LogConditions conditions, boolean ascending, Paging paging) {
            this.sql = sql;
            this.leaves = leaves;
            this.conditions = conditions;
            this.ascending = ascending;
            this.from = paging.skip();
            this.to = paging.skip() + paging.limit();
            this.enough = paging.skip() + Paging.COUNT_AHEAD;
        }

        Page<AuditRecord> run() {
            long sealed = Sealing.newest(leaves, node);
            if (!ascending) {
                frames(sealed + 1, journal.newestFrame());
            }
            var blocks = new LogBlocks(sql, conditions, ascending);
            for (LogBlocks.Block block = blocks.next(); block != null && seen <= enough; block = blocks.next()) {
                if (block.seal()) {
                    seal(block);
                } else {
                    event(block);
                }
            }
            if (ascending && seen <= enough) {
                frames(sealed + 1, journal.newestFrame());
            }
            return new Page<>(items, Math.min(seen, enough), seen > enough);
        }

        private void event(LogBlocks.Block block) {
            if (wanted(1)) {
                AuditEvent event = LeafReader.event(leaf(block.seq()));
                if (!conditions.holds(event)) {
                    throw new Broken("the log");
                }
                items.add(new AuditRecord("tree/" + block.seq(), event));
            }
            seen++;
        }

        private void seal(LogBlocks.Block block) {
            boolean counted = conditions.indexSuffices(block.firstAt(), block.lastAt());
            if (counted && !wanted(block.frames())) {
                seen += block.frames();
                return;
            }
            JournalSeal seal = LeafReader.seal(leaf(block.seq()));
            if (seal.node().equals(node)) {
                frames(seal.first(), seal.last());
            }
        }

        private byte[] leaf(long seq) {
            return leaves.at(seq).bytes().toArray();
        }

        /** True if one of the next {@code count} records belongs to the page. */
        private boolean wanted(long count) {
            return seen < to && seen + count > from;
        }

        /** Counts the frames that match, and takes those of the page; twice through, since the newest may come first. */
        private void frames(long first, long last) {
            if (last < first) {
                return;
            }
            var count = new Counter();
            reader.read(first, last, (_, leaf) -> count.add(conditions.holds(LeafReader.event(leaf))));
            if (wanted(count.matches)) {
                long begin = Math.max(0, from - seen);
                long end = Math.min(count.matches, to - seen);
                items.addAll(
                        ascending
                                ? take(first, last, begin, end)
                                : take(first, last, count.matches - end, count.matches - begin)
                                        .reversed());
            }
            seen += count.matches;
        }

        /** Those that match, from the {@code begin}th on, before the {@code end}th. */
        private List<AuditRecord> take(long first, long last, long begin, long end) {
            var taken = new ArrayList<AuditRecord>();
            var count = new Counter();
            reader.read(first, last, (number, leaf) -> {
                AuditEvent event = LeafReader.event(leaf);
                if (conditions.holds(event)) {
                    if (count.matches >= begin && count.matches < end) {
                        taken.add(new AuditRecord("journal/" + number, event));
                    }
                    count.matches++;
                }
            });
            return taken;
        }
    }

    private static final class Counter {
        private long matches;

        void add(boolean match) {
            matches += match ? 1 : 0;
        }
    }
}
