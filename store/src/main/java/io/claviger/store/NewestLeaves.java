package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Bytes;
import io.claviger.custody.Fields;
import io.claviger.custody.RowSeal;
import io.claviger.store.journal.LeafReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Compares rows with the newest leaf about them. An old row that was put back has a true seal; the log tells that there was a
 * newer one. A leaf is believed only under a MAC over its place and bytes, so that none can be copied to the end, and as the
 * newest only if {@link SupersededLeaves} knows of none that came after it, so that none can be hidden.
 */
class NewestLeaves {
    private static final String COLUMNS = "SELECT seq, domain, leaf, mac FROM event ";
    private static final String NEWEST =
            COLUMNS + "WHERE domain = ? AND target = ? AND seq < ? ORDER BY seq DESC LIMIT 1";
    private static final String AT = COLUMNS + "WHERE seq = ?";

    /** A leaf in the place where it was written. */
    record Leaf(long seq, UUID domain, Bytes bytes) {}

    private final Sql sql;
    private final RowSeal seal;
    private final SupersededLeaves superseded;
    private final long asOf;

    /** @param asOf how many leaves were there, at least, when the snapshot of {@code sql} began */
    NewestLeaves(Sql sql, RowSeal seal, SupersededLeaves superseded, long asOf) {
        this.sql = sql;
        this.seal = seal;
        this.superseded = superseded;
        this.asOf = asOf;
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
        Map<String, Object> says = find(domain, id, Long.MAX_VALUE)
                .map(leaf -> LeafReader.fields(leaf.bytes().toArray()))
                .orElseThrow(() -> new Broken("a row of " + table.name()));
        boolean same = id.toString().equals(says.get("target"))
                && Long.valueOf(revision).equals(says.get("rev"))
                && mac.equals(says.get("mac"));
        if (!same) {
            throw new Broken("a row of " + table.name());
        }
    }

    /** Whether the newest leaf about {@code id} speaks of a version of a key. */
    boolean ofVersion(UUID domain, UUID id) {
        return find(domain, id, Long.MAX_VALUE)
                .map(leaf -> LeafReader.fields(leaf.bytes().toArray()))
                .filter(says -> says.get("version") instanceof Long)
                .isPresent();
    }

    /**
     * The newest leaf about {@code target} before the leaf {@code end}.
     *
     * @throws Broken when that is not what was written there, or there is a newer one
     */
    Optional<Leaf> find(UUID domain, UUID target, long end) {
        Optional<Leaf> found = sql.first(NEWEST, this::read, domain, target, end);
        if (found.isPresent() && superseded(found.get().seq())) {
            throw new Broken("the log");
        }
        return found;
    }

    boolean superseded(long seq) {
        return superseded.superseded(seq, asOf);
    }

    /** @throws Broken when there is none, or it is not what was written there */
    Leaf at(long seq) {
        return sql.first(AT, this::read, seq).orElseThrow(() -> new Broken("the log"));
    }

    /** The leaf that the cursor is on: of columns seq, domain, leaf and mac. */
    Leaf read(ResultSet row) throws SQLException {
        long seq = row.getLong(1);
        UUID domain = Sql.uuid(row.getBytes(2));
        byte[] leaf = row.getBytes(3);
        byte[] mac = row.getBytes(4);
        if (domain == null || leaf == null || mac == null || !seal.holds(domain, encode(domain, seq, leaf), mac)) {
            throw new Broken("the log");
        }
        return new Leaf(seq, domain, Bytes.taking(leaf));
    }
}
