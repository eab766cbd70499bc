package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Bytes;
import io.claviger.custody.Fields;
import io.claviger.custody.RowSeal;
import io.claviger.store.journal.LeafReader;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows with the newest leaf about them. An old row that was put back has a true seal; the log tells that there was a
 * newer one. A leaf is believed only under a MAC over its place and bytes, so that none can be copied to the end.
 */
final class NewestLeaves {
    private static final String NEWEST =
            "SELECT seq, leaf, mac FROM event WHERE domain = ? AND target = ? ORDER BY seq DESC LIMIT 1";

    private record Leaf(long seq, Bytes bytes, @Nullable Bytes mac) {}

    private final Sql sql;
    private final RowSeal seal;

    NewestLeaves(Sql sql, RowSeal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** What the MAC of an event row covers. */
    static byte[] encode(UUID domain, long seq, byte[] leaf) {
        return new Fields(1, "event")
                .field(1, domain)
                .field(2, seq)
                .field(3, leaf)
                .bytes();
    }

    /** @throws Broken when the row is not the one that the newest leaf about it speaks of */
    void require(UUID id, SealedRows.Checked row) {
        require(
                row.row().domain(),
                id,
                row.revision(),
                row.mac().hex(),
                row.row().table());
    }

    void require(UUID domain, UUID id, long revision, String mac, Table table) {
        Leaf leaf = sql.first(
                        NEWEST,
                        row -> new Leaf(row.getLong(1), Bytes.copyOf(row.getBytes(2)), bytes(row.getBytes(3))),
                        domain,
                        id)
                .orElseThrow(() -> broken(table));
        byte[] bytes = leaf.bytes().toArray();
        var leafMac = leaf.mac();
        if (leafMac == null || !seal.holds(domain, encode(domain, leaf.seq(), bytes), leafMac.toArray())) {
            throw broken(table);
        }
        Map<String, Object> says = LeafReader.fields(bytes);
        boolean same = id.toString().equals(says.get("target"))
                && Long.valueOf(revision).equals(says.get("rev"))
                && mac.equals(says.get("mac"));
        if (!same) {
            throw broken(table);
        }
    }

    private static @Nullable Bytes bytes(byte @Nullable [] value) {
        return value == null ? null : Bytes.copyOf(value);
    }

    private static Broken broken(Table table) {
        return new Broken("a row of " + table.name());
    }
}
