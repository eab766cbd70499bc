package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.identity.Credential;
import io.claviger.identity.Group;
import io.claviger.identity.Names;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.SystemGroup;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import io.claviger.operation.AuditFilter;
import io.claviger.operation.AuditRecord;
import io.claviger.operation.Found;
import io.claviger.operation.KeyFilter;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.claviger.operation.Reader;
import io.claviger.policy.Visibility;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads the database, over one connection. */
class SqlReader implements Reader {
    private final Sql sql;
    private final SealedRows rows;
    private final SealedSets sets;
    private final NewestLeaves newest;
    private final KeyQueries keys;
    private final AuditQueries audit;

    SqlReader(Sql sql, SealedRows rows, SealedSets sets, NewestLeaves newest, AuditQueries audit, Instant now) {
        this.sql = sql;
        this.rows = rows;
        this.sets = sets;
        this.newest = newest;
        this.keys = new KeyQueries(sql, rows, newest, this::wroteHere, now);
        this.audit = audit;
    }

    KeyQueries keyQueries() {
        return keys;
    }

    NewestLeaves newest() {
        return newest;
    }

    SealedRows rows() {
        return rows;
    }

    Sql sql() {
        return sql;
    }

    /** Ends the snapshot and begins another, a moment later. */
    void restart() {
        try {
            sql.connection().rollback();
            Thread.sleep(2);
        } catch (SQLException e) {
            throw Sql.failed(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<Found.OfKey> key(UUID domain, KeyRef ref) {
        return keys.find(domain, ref);
    }

    @Override
    public List<KeyVersion> versions(UUID domain, UUID key) {
        return keys.versions(domain, key);
    }

    @Override
    public Optional<Key> otherHalf(Key key) {
        return keys.otherHalf(key);
    }

    @Override
    public List<Transition> transitions(UUID domain, UUID version) {
        return rows
                .list(Tables.TRANSITION, "WHERE domain = ? AND version = ? ORDER BY at, id", domain, version)
                .stream()
                .map(row -> KeyRows.transition(row.row()))
                .toList();
    }

    @Override
    public Page<Found.OfKey> keys(UUID domain, KeyFilter filter, Visibility visible, Paging paging) {
        return keys.list(domain, filter, visible, paging);
    }

    @Override
    public RowSeal sealOf(KeyVersion version) {
        return sealOf(Tables.KEY_VERSION, version.domain(), version.id());
    }

    @Override
    public RowSeal sealOf(Key key) {
        return sealOf(Tables.MANAGED_KEY, key.domain(), key.id());
    }

    private RowSeal sealOf(Table table, UUID domain, UUID id) {
        SealedRows.Checked row = rows.find(table, domain, id).orElseThrow(() -> new Broken("a row of " + table.name()));
        return new RowSeal(row.revision(), row.mac().hex());
    }

    /** Rows that this very transaction wrote have no leaf yet. */
    boolean wroteHere(UUID id) {
        return false;
    }

    @Override
    public Optional<User> user(UUID domain, UUID id) {
        return inSet(Tables.USER_ACCOUNT, domain, id).map(IdentityRows::user);
    }

    @Override
    public Optional<Group> group(UUID domain, String nameOrId) {
        var byName = "WHERE domain = ? AND name_folded = ?";
        Optional<Row> named = rows.list(Tables.USER_GROUP, byName, domain, Names.fold(nameOrId)).stream()
                .map(this::requireInSet)
                .findFirst();
        return named.or(() -> IdText.parse(nameOrId).flatMap(id -> inSet(Tables.USER_GROUP, domain, id)))
                .map(IdentityRows::group);
    }

    @Override
    public boolean administrator(UUID domain, UUID user) {
        return member(domain, SystemGroup.ADMIN.id(), user);
    }

    @Override
    public long administrators(UUID domain) {
        var members = "WHERE domain = ? AND group_id = ?";
        return rows.list(Tables.MEMBERSHIP, members, domain, SystemGroup.ADMIN.id()).stream()
                .map(this::requireInSet)
                .count();
    }

    @Override
    public boolean member(UUID domain, UUID group, UUID user) {
        return inSet(Tables.MEMBERSHIP, domain, group, user).isPresent();
    }

    @Override
    public Optional<Credential> credential(UUID domain, UUID user) {
        return inSet(Tables.CREDENTIAL, domain, user).map(IdentityRows::credential);
    }

    @Override
    public Optional<Session> session(UUID domain, UUID id) {
        return rows.find(Tables.SESSION, domain, id).map(row -> {
            if (!wroteHere(id)) {
                newest.require(id, row);
            }
            Session session = IdentityRows.session(row.row());
            if (revokedTokens(domain, id).size() != session.revokedTokens()) {
                throw new Broken("the revoked tokens of a session");
            }
            return session;
        });
    }

    @Override
    public List<RevokedToken> revokedTokens(UUID domain, UUID session) {
        return rows.list(Tables.REVOKED_TOKEN, "WHERE domain = ? AND session = ?", domain, session).stream()
                .map(row -> IdentityRows.revokedToken(row.row()))
                .toList();
    }

    @Override
    public Page<AuditRecord> audit(UUID domain, AuditFilter filter, Paging paging) {
        return audit.list(sql, newest, domain, filter, paging);
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        var select = """
                SELECT d.due_at, d.domain, d.object
                  FROM due d JOIN key_version v ON v.domain = d.domain AND v.id = d.object
                 WHERE d.due_at <= ? AND v.deleted_at IS NULL
                 ORDER BY d.due_at LIMIT\s""" + limit;
        return sql.list(
                select,
                row -> new Due(
                        Micros.instant(row.getLong(1)),
                        Objects.requireNonNull(Sql.uuid(row.getBytes(2))),
                        Objects.requireNonNull(Sql.uuid(row.getBytes(3)))),
                Micros.of(now));
    }

    @Override
    public Optional<Replay> replay(UUID domain, UUID caller, String idempotencyKey) {
        return rows.find(Tables.IDEMPOTENCY, domain, caller, idempotencyKey)
                .map(row -> new Replay(
                        row.row().text("request_mac"),
                        row.row().uuid("result"),
                        row.row().instant("created_at")));
    }

    private Optional<Row> inSet(Table table, Object... keys) {
        return rows.find(table, keys).map(this::requireInSet);
    }

    private Row requireInSet(SealedRows.Checked row) {
        if (!sets.holds(row)) {
            throw new Broken("a row of " + row.row().table().name());
        }
        return row.row();
    }
}
