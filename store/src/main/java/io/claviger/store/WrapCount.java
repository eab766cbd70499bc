package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.KmsException.Refused;
import io.claviger.RootDomain;
import io.claviger.custody.Custody;
import io.claviger.custody.Kek;

/** Counts the wraps of the domain's KEK, in blocks that are durable before the first wrap of the block. */
public final class WrapCount {
    private static final long LOW = Kek.RESERVED_WRAPS / 2;
    private static final String UPDATE =
            "UPDATE kek SET reserved_wraps = ?, mac = ? WHERE domain = ? AND kind = ? AND version = ? AND reserved_wraps = ?";

    private WrapCount() {}

    /** Reserves another block when the last one is half used. */
    public static void keep(SqlStore store, Custody custody) {
        if (custody.wrapsLeft() < LOW) {
            long granted = store.log(session -> reserve(session.sql(), session.rows(), custody));
            custody.grantWraps(granted);
        }
    }

    /** @throws Refused when the KEK has wrapped as often as it may */
    static long reserve(Sql sql, SealedRows rows, Custody custody) {
        var newest = "WHERE domain = ? AND kind = ? ORDER BY version DESC LIMIT 1";
        Kek kek = rows.list(Tables.KEK, newest, RootDomain.ID, Kek.Kind.DOMAIN.name()).stream()
                .findFirst()
                .map(row -> HierarchyRows.kek(row.row()))
                .orElseThrow(() -> new Broken("the key hierarchy"));
        long reserved = kek.reservedWraps() + Kek.RESERVED_WRAPS;
        if (reserved > Kek.MAX_WRAPS) {
            throw new Refused("wrapping another key", "the 2^30 wraps that a KEK may do");
        }
        Row row = HierarchyRows.row(kek.withReservedWraps(reserved));
        sql.update(
                UPDATE,
                reserved,
                row.seal(custody),
                kek.domain(),
                kek.kind().name(),
                kek.version(),
                kek.reservedWraps());
        return Kek.RESERVED_WRAPS;
    }
}
