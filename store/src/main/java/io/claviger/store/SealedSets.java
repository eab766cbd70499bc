package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sealed sets of a domain with their heads. Changed by the writer alone, inside a transaction; what a rolled-back one
 * did is undone.
 */
final class SealedSets {
    /** The head row of a set as it stands. */
    record Head(UUID id, long revision, Bytes mac) {}

    private record Undo(
            Table table, SealedSet.Id id, @Nullable Bytes seal) {}

    private final UUID domain;
    private final Map<Table, SealedSet> sets = new ConcurrentHashMap<>();
    private final Map<Table, Head> heads = new LinkedHashMap<>();
    private final Deque<Undo> undo = new ArrayDeque<>();
    private final Set<Table> dirty = new LinkedHashSet<>();

    SealedSets(UUID domain) {
        this.domain = domain;
        Tables.SETS.forEach(table -> sets.put(table, new SealedSet()));
    }

    /**
     * Reads every set and checks it against its head.
     *
     * @throws Broken when a row is missing, added, altered or older than the head says
     */
    void load(SealedRows rows) {
        for (Table table : Tables.SETS) {
            SealedSet set = set(table);
            for (SealedRows.Checked row : rows.list(table, "WHERE domain = ?", domain)) {
                set.put(id(row.row()), row.mac());
            }
            SealedRows.Checked head = rows.find(Tables.SET_HEAD, domain, table.name())
                    .orElseThrow(() -> new Broken("the set " + table.name()));
            if (!head.row().bytes("digest").equals(set.digest())) {
                throw new Broken("the set " + table.name());
            }
            heads.put(table, new Head(head.row().uuid("id"), head.revision(), head.mac()));
        }
    }

    /** Makes the heads of empty sets, at a first start. */
    void found(SealedRows rows, Supplier<UUID> ids) {
        for (Table table : Tables.SETS) {
            UUID id = ids.get();
            Bytes mac = rows.insert(
                    Row.of(Tables.SET_HEAD, domain, table.name(), id, set(table).digest(), 0));
            heads.put(table, new Head(id, 0, mac));
        }
    }

    Head head(Table table) {
        Head head = heads.get(table);
        if (head == null) {
            throw new Broken("the set " + table.name());
        }
        return head;
    }

    /** Is this the row that the set has, and not an older one? */
    boolean holds(SealedRows.Checked row) {
        return set(row.row().table()).holds(id(row.row()), row.mac());
    }

    void put(Row row, Bytes mac) {
        change(row.table(), id(row), mac);
    }

    void remove(Row row) {
        change(row.table(), id(row), null);
    }

    /** Writes the heads of the sets that this transaction changed; returns them. */
    List<Head> seal(SealedRows rows) {
        var written = new ArrayList<Head>();
        for (Table table : dirty) {
            Head old = head(table);
            Bytes digest = set(table).digest();
            Row row = Row.of(Tables.SET_HEAD, domain, table.name(), old.id(), digest, old.revision() + 1);
            var head = new Head(old.id(), old.revision() + 1, rows.update(row, old.revision()));
            heads.put(table, head);
            written.add(head);
        }
        dirty.clear();
        return written;
    }

    void committed() {
        undo.clear();
        dirty.clear();
    }

    /** A point to roll back to. */
    int mark() {
        return undo.size();
    }

    void rollback(int mark, Map<Table, Head> headsThen) {
        while (undo.size() > mark) {
            Undo last = undo.removeLast();
            set(last.table()).put(last.id(), last.seal());
        }
        heads.putAll(headsThen);
        dirty.clear();
    }

    Map<Table, Head> heads() {
        return Map.copyOf(heads);
    }

    private void change(Table table, SealedSet.Id id, @Nullable Bytes mac) {
        undo.addLast(new Undo(table, id, set(table).put(id, mac)));
        dirty.add(table);
    }

    private SealedSet set(Table table) {
        SealedSet set = sets.get(table);
        if (set == null) {
            throw new IllegalArgumentException(table.name() + " is not a sealed set");
        }
        return set;
    }

    /** The key columns after the domain. */
    static SealedSet.Id id(Row row) {
        var out = new ByteArrayOutputStream();
        for (int i = 1; i < row.table().keys(); i++) {
            switch (row.value(i)) {
                case UUID uuid -> out.writeBytes(Sql.bytes(uuid));
                case String text -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                case null, default -> throw new Broken("a row of " + row.table().name());
            }
        }
        return SealedSet.Id.of(out.toByteArray());
    }
}
