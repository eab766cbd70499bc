package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.store.node.NodeBits;
import io.claviger.store.node.NodeFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which leaves have a newer one about the same object: a bit a leaf, on the node's own disk and not in the database. Somebody
 * who hides the newest leaf about an object, however he does it, leaves one that is marked here (docs/decisions/0009).
 *
 * <p>Told by the writer's thread after each commit, written by the log's keeper, asked by all.
 */
final class SupersededLeaves implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupersededLeaves.class);

    /** A leaf and the one that took its place. */
    record Pair(long older, long newer) {}

    private final Map<Long, Long> recent = new ConcurrentHashMap<>();
    private volatile Map<Long, Long> before = Map.of();
    private volatile long top;
    private volatile @Nullable NodeBits bits;

    /** Index of the next leaf: all before it are committed and known here. */
    long top() {
        return top;
    }

    /**
     * True if there is a newer leaf than {@code seq} about its object among the first {@code asOf} leaves: a snapshot may be
     * older than what was committed since, and must not be blamed for it.
     */
    boolean superseded(long seq, long asOf) {
        Long newer = recent.get(seq);
        if (newer == null) {
            newer = before.get(seq);
        }
        return newer == null ? marked(seq) : newer < asOf;
    }

    private boolean marked(long seq) {
        NodeBits file = bits;
        return file != null && file.holds(seq);
    }

    /** @param next index of the leaf that comes after those of this commit */
    void committed(List<Pair> pairs, long next) {
        pairs.forEach(pair -> recent.put(pair.older(), pair.newer()));
        top = next;
    }

    /**
     * Takes what the node's disk says, and what the log says of the leaves since.
     *
     * @throws Broken when a leaf that the disk does not know is not what was written, or one before it is hidden
     */
    void open(NodeFolder folder, Sql sql, NewestLeaves leaves) throws IOException {
        NodeBits file = folder.superseded();
        try {
            bits = file;
            top = file.leaves();
            follow(new TailOfLog(sql, leaves));
        } catch (IOException | RuntimeException failed) {
            bits = null;
            file.close();
            throw failed;
        }
    }

    private void follow(TailOfLog tail) throws IOException {
        for (List<TailOfLog.Step> steps = tail.after(top); !steps.isEmpty(); steps = tail.after(top)) {
            for (TailOfLog.Step step : steps) {
                if (step.seq() != top) {
                    throw new Broken("the log");
                }
                Long older = tail.before(step);
                committed(older == null ? List.of() : List.of(new Pair(older, step.seq())), top + 1);
            }
            flush();
        }
    }

    /** Writes what came since the last time. What was written the last time is still told with its number until then. */
    void flush() throws IOException {
        NodeBits file = bits;
        long mark = top;
        if (file == null || file.leaves() == mark) {
            return;
        }
        var done = new HashMap<Long, Long>();
        recent.forEach((older, newer) -> {
            if (newer < mark) {
                done.put(older, newer);
            }
        });
        file.mark(done.keySet(), mark);
        before = Map.copyOf(done);
        recent.keySet().removeAll(done.keySet());
    }

    /** What cannot be written now is read from the log at the next start. */
    @Override
    public void close() {
        NodeBits file = bits;
        if (file == null) {
            return;
        }
        try {
            flush();
            file.close();
        } catch (IOException failed) {
            LOG.warn("The marks of superseded leaves could not be written; the next start makes them again", failed);
        }
    }
}
