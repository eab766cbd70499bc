package io.claviger.store.journal;

import io.claviger.KmsException.Broken;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.MerkleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a journal: reads what follows the last sealed frame, gives it to the next seal, and cuts what is no whole
 * frame. What is sealed is never touched: if it is damaged, that is a finding of the verifier and a new segment begins.
 */
final class Recovery {
    /** A segment whose header holds. */
    private record Known(SegmentFile file, SegmentHeader header) {}

    private final UUID node;
    private final long sealed;
    private final SealDraft draft;
    private final FrameIndex index = new FrameIndex();
    private long next;
    private long bytesCut;
    private long missing;
    private long allocated;
    private long lastNumber;
    private @Nullable Segment open;

    /** @param sealed number of the newest sealed frame of the node, 0 for none */
    Recovery(UUID node, long sealed) {
        this.node = node;
        this.sealed = sealed;
        this.next = sealed + 1;
        this.draft = new SealDraft(node, next);
    }

    void run(Path folder) throws IOException {
        List<SegmentFile> files = SegmentFile.segments(folder).stream()
                .filter(file -> file.node().equals(node))
                .toList();
        var tail = new ArrayList<Known>();
        var unreadable = new ArrayList<SegmentFile>();
        for (SegmentFile file : files) {
            allocated += Files.size(file.path());
            lastNumber = file.number();
            Optional<SegmentHeader> header = header(file);
            if (header.isEmpty()) {
                unreadable.add(file);
                continue;
            }
            index.segment(header.get().first(), file.path());
            if (header.get().first() <= sealed + 1) {
                tail.clear();
                unreadable.clear();
            }
            tail.add(new Known(file, header.get()));
        }
        for (Known known : tail) {
            follow(known);
        }
        for (SegmentFile file : unreadable) {
            aside(file);
        }
        if (next <= sealed) {
            missing += sealed + 1 - next;
            closeOpen();
        }
        next = Math.max(next, sealed + 1);
    }

    private static Optional<SegmentHeader> header(SegmentFile file) throws IOException {
        try (var scan = new SegmentScan(file.path())) {
            return scan.header()
                    .filter(h -> h.number() == file.number() && h.node().equals(file.node()));
        }
    }

    private void follow(Known known) throws IOException {
        long first = known.header().first();
        boolean follows = bytesCut == 0 && (next == first || (next == sealed + 1 && first <= next));
        closeOpen();
        try (var scan = new SegmentScan(known.file().path())) {
            if (!follows) {
                aside(known.file());
                return;
            }
            next = first;
            while (scan.next()) {
                if (scan.number() > sealed && !take(scan)) {
                    throw new Broken("the journal");
                }
            }
            next = scan.nextNumber();
            long last = scan.lastNonZero();
            if (next <= sealed) {
                return;
            }
            open = new Segment(known.file().path(), scan.nextAt());
            if (last >= 0) {
                bytesCut += last + 1 - scan.nextAt();
                open.cutTail();
            }
        }
    }

    private boolean take(SegmentScan scan) {
        AuditEvent event = LeafReader.event(scan.leaf());
        draft.add(event, MerkleTree.leafHash(scan.leaf()));
        return event.node().equals(node);
    }

    /** A segment that follows on nothing is kept under another name, for whoever wants to know. */
    private void aside(SegmentFile file) throws IOException {
        Path path = file.path();
        try (var scan = new SegmentScan(path)) {
            bytesCut += Math.max(0, scan.lastNonZero() + 1 - scan.nextAt());
        }
        Files.move(path, path.resolveSibling(path.getFileName() + ".cut"));
    }

    private void closeOpen() throws IOException {
        Segment last = open;
        if (last != null) {
            last.close();
            open = null;
        }
    }

    SealDraft draft() {
        return draft;
    }

    FrameIndex index() {
        return index;
    }

    /** Number of the frame that comes next. */
    long next() {
        return next;
    }

    /** Bytes that the segments take. */
    long allocated() {
        return allocated;
    }

    /** Number of the last segment, 0 for none. */
    long lastNumber() {
        return lastNumber;
    }

    /** The segment that goes on; null when a new one must begin. */
    @Nullable
    Segment open() {
        return open;
    }

    Optional<JournalCut> cut() {
        return bytesCut == 0 && missing == 0 ? Optional.empty() : Optional.of(new JournalCut(bytesCut, missing, next));
    }
}
