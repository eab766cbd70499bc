package io.claviger.store.verify;

import io.claviger.KmsException.Broken;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.Checkpoint;
import io.claviger.audit.JournalSeal;
import io.claviger.audit.MerkleTree;
import io.claviger.store.journal.LeafReader;
import io.claviger.store.journal.SealDraft;
import io.claviger.store.journal.Unsealed;
import io.claviger.store.verify.LogSource.Frame;
import io.claviger.store.verify.LogSource.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log, in one pass and with memory for one seal: docs/reference/audit-format.md says what each check proves
 * and in which order they come.
 */
public final class LogVerifier {
    private final LogSource source;
    private final CheckpointKey key;
    private final MerkleTree tree = new MerkleTree();
    private final Map<UUID, Long> nextFrame = new HashMap<>();
    private long entries;
    private long agreed;
    private String origin = "";
    private byte[] hash = {};

    private LogVerifier(LogSource source, CheckpointKey key) {
        this.source = source;
        this.key = key;
    }

    /**
     * Reads {@code source} to its end, or to the first defect.
     *
     * @throws IOException when it cannot be read, or is not a log at all
     */
    public static Report verify(LogSource source, CheckpointKey key) throws IOException {
        var verifier = new LogVerifier(source, key);
        try {
            long uncovered = verifier.run();
            return new Report(true, verifier.entries + uncovered, uncovered, null);
        } catch (Defect.Found found) {
            return new Report(false, verifier.entries, 0, found.defect());
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private long run() throws IOException {
        Optional<Checkpoint> own = own();
        Signed newest = source.newest()
                .orElseThrow(() ->
                        Defect.checkpoint(0, "the database holds no checkpoint").found());
        Checkpoint kept = opened(newest);
        origin = kept.origin();
        long covered = Math.max(own.map(Checkpoint::size).orElse(0L), kept.size());
        checkpoint(own);
        while (tree.size() < covered) {
            LogLeaf leaf = source.leaf();
            if (leaf == null || leaf.seq() != tree.size()) {
                throw Defect.tree(tree.size(), "is missing; the newest checkpoint covers " + covered)
                        .found();
            }
            check(leaf);
            tree.append(leaf.bytes().toArray());
            checkpoint(own);
        }
        source.beside(covered).ifPresent(defect -> {
            throw defect.found();
        });
        if (own.isPresent() && own.get().size() > kept.size()) {
            throw Defect.checkpoint(kept.size(), "the database's newest checkpoint is older than the node's own")
                    .found();
        }
        return source.rest();
    }

    private Optional<Checkpoint> own() throws IOException {
        if (!source.isHome()) {
            return Optional.empty();
        }
        Optional<Checkpoint> own = source.ownNote().flatMap(key::open);
        if (own.isEmpty()) {
            throw new Defect(0, "node/checkpoint", "is missing, or not signed by this key").found();
        }
        return own;
    }

    private Checkpoint opened(Signed signed) {
        return key.open(signed.note())
                .filter(found -> found.size() == signed.size())
                .orElseThrow(() -> Defect.checkpoint(signed.size(), "is not signed by this key")
                        .found());
    }

    /** Compares the tree with what was signed when it had just this size. */
    private void checkpoint(Optional<Checkpoint> own) throws IOException {
        Optional<Signed> signed = source.checkpoint(tree.size());
        if (signed.isPresent()) {
            agree(opened(signed.get()));
            if (signed.get().edge() != null && !tree.edge().equals(signed.get().edge())) {
                throw Defect.checkpoint(tree.size(), "its edge is not the tree's")
                        .found();
            }
        }
        if (own.isPresent() && own.get().size() == tree.size()) {
            agree(own.get());
        }
    }

    private void agree(Checkpoint signed) {
        if (!signed.origin().equals(origin)) {
            throw Defect.checkpoint(signed.size(), "speaks of another log").found();
        }
        if (!signed.root().equals(tree.root())) {
            throw Defect.tree(agreed, "or another leaf before %d is not what was signed".formatted(tree.size()))
                    .found();
        }
        agreed = tree.size();
    }

    private void check(LogLeaf leaf) throws IOException {
        try {
            if (leaf.seal()) {
                seal(leaf, LeafReader.seal(leaf.bytes().toArray()));
            } else {
                compare(leaf, LogLeaf.Columns.ofEvent(leaf.fields()));
                entries++;
            }
        } catch (Broken | IllegalArgumentException | DateTimeException | ArithmeticException malformed) {
            throw Defect.tree(leaf.seq(), "is not a leaf of a log").found();
        }
    }

    private static void compare(LogLeaf leaf, LogLeaf.Columns expected) {
        LogLeaf.@Nullable Columns columns = leaf.columns();
        if (columns != null && !columns.equals(expected)) {
            throw Defect.tree(leaf.seq(), "its columns do not repeat its leaf").found();
        }
    }

    private void seal(LogLeaf leaf, JournalSeal seal) throws IOException {
        long next = nextFrame.getOrDefault(seal.node(), 1L);
        boolean counts = Long.valueOf(seal.count()).equals(leaf.fields().get("count"));
        if (seal.first() != next || seal.last() < seal.first() || !counts) {
            throw Defect.tree(leaf.seq(), "a seal that does not begin with frame " + next)
                    .found();
        }
        var frames = new SealDraft(seal.node(), seal.first());
        for (long number = seal.first(); number <= seal.last(); number++) {
            frames.add(frame(seal.node(), number), hash);
        }
        Unsealed found = frames.take().orElseThrow();
        if (!found.seal().equals(seal)) {
            throw Defect.frame(seal.first(), "or another frame up to %d is not what was sealed".formatted(seal.last()))
                    .found();
        }
        compare(leaf, LogLeaf.Columns.ofSeal(seal.node(), found.newestAt()));
        if (source.isHome() && !source.sealIndex(leaf.seq()).equals(new HashSet<>(found.index()))) {
            throw Defect.tree(leaf.seq(), "seal_index does not say what its frames say")
                    .found();
        }
        nextFrame.put(seal.node(), seal.last() + 1);
        entries += seal.count();
    }

    /** Reads the frame that must come next; {@link #hash} is its leaf's. */
    private AuditEvent frame(UUID node, long number) throws IOException {
        Frame frame = source.frame(node);
        if (frame == null || frame.number() != number || !frame.node().equals(node)) {
            throw Defect.frame(number, "is missing").found();
        }
        byte[] leaf = frame.leaf().toArray();
        hash = MerkleTree.leafHash(leaf);
        try {
            return LeafReader.event(leaf);
        } catch (Broken | DateTimeException malformed) {
            throw Defect.frame(number, "is not the leaf of an event").found();
        }
    }
}
