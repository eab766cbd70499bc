package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.store.journal.LeafReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The leaves that the node's disk does not know yet, in order, each with the one before it about the same object. */
final class TailOfLog {
    /** The first leaf about a row says this, or less; only the heads of sets begin, at the founding, with the next. */
    private static final long FIRST_REVISION = 0;

    private static final String FOUNDING = "Initialize";
    private static final int CHUNK = 1_000;
    private static final String LEAVES =
            "SELECT seq, domain, leaf, mac FROM event WHERE seq >= ? ORDER BY seq LIMIT " + CHUNK;

    /** A leaf that was checked. */
    record Step(long seq, UUID domain, @Nullable UUID target, boolean first) {}

    private final Sql sql;
    private final NewestLeaves leaves;

    TailOfLog(Sql sql, NewestLeaves leaves) {
        this.sql = sql;
        this.leaves = leaves;
    }

    List<Step> after(long seq) {
        return sql.list(LEAVES, row -> step(leaves.read(row)), seq);
    }

    private static Step step(NewestLeaves.Leaf leaf) {
        Map<String, Object> says = LeafReader.fields(leaf.bytes().toArray());
        if ("seal".equals(says.get("type"))) {
            return new Step(leaf.seq(), RootDomain.ID, id(says.get("node")), true);
        }
        return new Step(leaf.seq(), leaf.domain(), id(says.get("target")), first(says.get("rev"), says.get("op")));
    }

    private static @Nullable UUID id(@Nullable Object text) {
        return text instanceof String id ? IdText.parse(id).orElseThrow(() -> new Broken("the log")) : null;
    }

    /** Whether a leaf may be the first about its object. */
    static boolean first(@Nullable Object revision, @Nullable Object op) {
        return !(revision instanceof Long rev) || rev <= FIRST_REVISION || FOUNDING.equals(op);
    }

    /** Null if there is none. @throws Broken when the one that is found had a newer one already, or one must be hidden */
    @Nullable
    Long before(Step step) {
        UUID target = step.target();
        if (target == null) {
            return null;
        }
        Optional<NewestLeaves.Leaf> before = leaves.find(step.domain(), target, step.seq());
        if (before.isEmpty() && !step.first()) {
            throw new Broken("the log");
        }
        return before.map(NewestLeaves.Leaf::seq).orElse(null);
    }
}
