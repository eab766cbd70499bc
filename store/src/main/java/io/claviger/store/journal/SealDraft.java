package io.claviger.store.journal;

import io.claviger.audit.AuditEvent;
import io.claviger.audit.JournalSeal;
import io.claviger.audit.MerkleTree;
import io.claviger.store.journal.SealIndexRow.SealIndexKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what the next seal will say while frames are written: memory for what they are about, not for the frames. */
public final class SealDraft {
    private static final long MICROS = 1_000_000;

    private final UUID node;
    private long next;
    private MerkleTree tree = new MerkleTree();
    private Map<SealIndexKey, Sum> sums = new HashMap<>();
    private long newestAt;

    private static final class Sum {
        private long n;
        private long items;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
    }

    /** @param next number of the first frame that is not sealed */
    public SealDraft(UUID node, long next) {
        this.node = node;
        this.next = next;
    }

    /** @param leafHash of the frame's leaf, as {@link MerkleTree#leafHash} gives it */
    public synchronized void add(AuditEvent event, byte[] leafHash) {
        tree.appendHash(leafHash);
        var key = new SealIndexKey(
                event.domain(), orNobody(event.target()), orNobody(event.actor()), event.op(), event.outcome());
        Sum sum = sums.computeIfAbsent(key, _ -> new Sum());
        long at = micros(event.at());
        sum.n++;
        sum.items += event.count();
        sum.first = Math.min(sum.first, at);
        sum.last = Math.max(sum.last, at);
        newestAt = tree.size() == 1 ? at : Math.max(newestAt, at);
    }

    /** What came since the last time; empty when nothing did. */
    public synchronized Optional<Unsealed> take() {
        if (tree.size() == 0) {
            return Optional.empty();
        }
        var seal =
                new JournalSeal(node, next, next + tree.size() - 1, tree.root().hex());
        List<SealIndexRow> index = sums.entrySet().stream()
                .map(e -> new SealIndexRow(
                        e.getKey(), e.getValue().n, e.getValue().items, e.getValue().first, e.getValue().last))
                .toList();
        next += tree.size();
        tree = new MerkleTree();
        sums = new HashMap<>();
        return Optional.of(new Unsealed(seal, newestAt, index));
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), MICROS), at.getNano() / 1_000);
    }

    private static UUID orNobody(@Nullable UUID id) {
        return id == null ? SealIndexKey.NOBODY : id;
    }
}
