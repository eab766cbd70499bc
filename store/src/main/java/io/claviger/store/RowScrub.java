package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.store.journal.LeafReader;
import io.claviger.store.verify.Defect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what no answer would show: a key that the log knows and no row holds, and rows that nobody wrote. Reads in
 * chunks, each a snapshot of its own.
 */
final class RowScrub {
    private static final int CHUNK = 500;
    private static final UUID LOWEST = new UUID(0, 0);
    private static final String LEAVES =
            "SELECT seq, domain, leaf, mac FROM event WHERE seq >= ? ORDER BY seq LIMIT " + CHUNK;
    private static final String NUMBERS = "SELECT seq FROM event WHERE seq >= ? ORDER BY seq LIMIT " + CHUNK;
    private static final String NEXT = "WHERE domain = ? AND id > ? ORDER BY id LIMIT " + CHUNK;

    private final SqlStore store;
    private final Runnable between;

    /** @param between what to do after each chunk */
    RowScrub(SqlStore store, Runnable between) {
        this.store = store;
        this.between = between;
    }

    /** The first leaf that is not what was written in its place. */
    Optional<Defect> log() {
        return chunks(0L, after -> store.inspect(reader -> leaves(reader, after)));
    }

    /** The first key or version that is missing, or not what the log says. */
    Optional<Defect> keys() {
        return chunks(0L, after -> store.inspect(reader -> known(reader, after)))
                .or(() -> written(Tables.MANAGED_KEY))
                .or(() -> written(Tables.KEY_VERSION));
    }

    /** What a chunk gave: where the next one begins, null at the end; and what is wrong. */
    private record Step<P>(@Nullable P next, @Nullable Defect defect) {}

    private <P> Optional<Defect> chunks(P first, Function<P, Step<P>> chunk) {
        P at = first;
        while (at != null) {
            Step<P> step = chunk.apply(at);
            if (step.defect() != null) {
                return Optional.of(step.defect());
            }
            at = step.next();
            between.run();
        }
        return Optional.empty();
    }

    private static Step<Long> leaves(SqlReader reader, long from) {
        List<Long> seqs = reader.sql().list(NUMBERS, row -> row.getLong(1), from);
        for (long seq : seqs) {
            Defect defect = check("tree/" + seq, seq, () -> reader.newest().at(seq));
            if (defect != null) {
                return new Step<>(null, defect);
            }
        }
        return new Step<>(seqs.isEmpty() ? null : seqs.getLast() + 1, null);
    }

    private static Step<Long> known(SqlReader reader, long from) {
        List<NewestLeaves.Leaf> leaves = reader.sql().list(LEAVES, reader.newest()::read, from);
        for (NewestLeaves.Leaf leaf : leaves) {
            if (reader.newest().superseded(leaf.seq())) {
                continue;
            }
            Map<String, Object> says = LeafReader.fields(leaf.bytes().toArray());
            Defect defect = check("row of tree/" + leaf.seq(), leaf.seq(), () -> compare(reader, leaf.domain(), says));
            if (defect != null) {
                return new Step<>(null, defect);
            }
        }
        return new Step<>(leaves.isEmpty() ? null : leaves.getLast().seq() + 1, null);
    }

    /** The newest leaf about a key or a version, and the row that it speaks of. Others are in sets, or may be gone. */
    private static void compare(SqlReader reader, UUID domain, Map<String, Object> says) {
        if (!(says.get("rev") instanceof Long) || !(says.get("target") instanceof String text)) {
            return;
        }
        UUID id = IdText.parse(text).orElseThrow(() -> new Broken("the log"));
        if (says.get("version") instanceof Long) {
            reader.keyQueries().requireVersion(domain, id);
        } else {
            reader.keyQueries().requireWhole(domain, id);
        }
    }

    private Optional<Defect> written(Table table) {
        return chunks(LOWEST, after -> store.inspect(reader -> rows(reader, table, after)));
    }

    private static Step<UUID> rows(SqlReader reader, Table table, UUID after) {
        try {
            List<SealedRows.Checked> rows = reader.rows().list(table, NEXT, RootDomain.ID, after);
            return new Step<>(rows.isEmpty() ? null : rows.getLast().row().uuid("id"), null);
        } catch (Broken broken) {
            return new Step<>(null, defect("%s after %s".formatted(table.name(), after), 0, broken));
        }
    }

    private static @Nullable Defect check(String place, long number, Runnable work) {
        try {
            work.run();
            return null;
        } catch (Broken broken) {
            return defect(place, number, broken);
        }
    }

    private static Defect defect(String place, long number, Broken broken) {
        return new Defect(number, place, String.valueOf(broken.getMessage()));
    }
}
