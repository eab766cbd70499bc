package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.custody.Custody;
import io.claviger.custody.Kek;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts the wraps of the domain's KEK, in blocks that are durable before the first wrap of the block, and gives the domain
 * another KEK before one has wrapped too often (NIST SP 800-38D, section 8.3). What the old one wrapped stays under it.
 */
public final class KekKeeper {
    private static final long LOW = Kek.RESERVED_WRAPS / 2;
    private static final String NEWEST = "WHERE domain = ? AND kind = ? ORDER BY version DESC LIMIT 1";
    private static final String UPDATE =
            "UPDATE kek SET reserved_wraps = ?, mac = ? WHERE domain = ? AND kind = ? AND version = ? AND reserved_wraps = ?";

    private final SqlStore store;
    private final Custody custody;
    private final UUID node;
    private final Ids ids;
    private final Clock clock;

    public KekKeeper(SqlStore store, Custody custody, UUID node, Ids ids, Clock clock) {
        this.store = store;
        this.custody = custody;
        this.node = node;
        this.ids = ids;
        this.clock = clock;
    }

    /** Reserves another block when the last one is half used. */
    public void keep() {
        if (custody.wrapsLeft() >= LOW) {
            return;
        }
        Optional<Kek> successor = store.log(this::reserve);
        successor.ifPresentOrElse(custody::succeed, () -> custody.grantWraps(Kek.RESERVED_WRAPS));
    }

    /** The KEK that takes over, if the newest has wrapped as often as it may. */
    private Optional<Kek> reserve(SqlSession session) {
        Kek kek = session.rows().list(Tables.KEK, NEWEST, RootDomain.ID, Kek.Kind.DOMAIN.name()).stream()
                .findFirst()
                .map(row -> HierarchyRows.kek(row.row()))
                .orElseThrow(() -> new Broken("the key hierarchy"));
        long reserved = kek.reservedWraps() + Kek.RESERVED_WRAPS;
        if (reserved > Kek.MAX_WRAPS) {
            return Optional.of(succeed(kek, session));
        }
        Row row = HierarchyRows.row(kek.withReservedWraps(reserved));
        session.sql()
                .update(
                        UPDATE,
                        reserved,
                        row.seal(custody),
                        kek.domain(),
                        kek.kind().name(),
                        kek.version(),
                        kek.reservedWraps());
        return Optional.empty();
    }

    private Kek succeed(Kek kek, SqlSession session) {
        Kek successor = custody.successor(kek, clock.now());
        session.rows().insert(HierarchyRows.row(successor));
        session.append(LogRow.of(AuditEvent.ofServer(
                ids.next(),
                clock.now(),
                node,
                kek.domain(),
                "ReKeyKek",
                kek.id(),
                AuditEvent.SUCCESS,
                "version %d, after %d wraps by version %d"
                        .formatted(successor.version(), kek.reservedWraps(), kek.version()),
                1)));
        return successor;
    }
}
