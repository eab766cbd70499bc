package io.claviger.store;

import io.claviger.Ids;
import io.claviger.KmsException.AlreadyExists;
import io.claviger.KmsException.Conflict;
import io.claviger.audit.AuditEvent;
import io.claviger.crypto.Bytes;
import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import io.claviger.operation.Effect;
import io.claviger.operation.Target;
import io.claviger.operation.Transaction;
import io.claviger.operation.UnlockedKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transaction on the writer's thread. It remembers which rows it wrote, for its leaves. */
final class SqlTransaction extends SqlReader implements Transaction {
    /** A row that was written, as its leaf will speak of it. */
    private record Written(
            @Nullable Integer version,
            long revision,
            String mac,
            @Nullable Transition moved) {}

    private final SqlSession session;
    private final Ids ids;
    private final Instant now;
    private final Map<UUID, Written> written = new LinkedHashMap<>();

    SqlTransaction(SqlSession session, AuditQueries audit, Ids ids, Instant now) {
        super(session.sql(), session.rows(), session.sets(), session.newest(), audit, now);
        this.session = session;
        this.ids = ids;
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public UUID newId() {
        return ids.next();
    }

    @Override
    public Key insert(Key key) {
        Bytes mac;
        try {
            mac = rows().insert(KeyRows.row(key));
        } catch (Sql.Duplicate taken) {
            throw AlreadyExists.key(key.name());
        }
        writeParts(key);
        wrote(key.id(), null, key.revision(), mac);
        return key;
    }

    @Override
    public Key save(Key key) {
        Key saved = key.saved(now);
        Bytes mac = rows().update(KeyRows.row(saved), key.revision());
        sql().update("DELETE FROM key_label WHERE domain = ? AND managed_key = ?", key.domain(), key.id());
        sql().update("DELETE FROM key_permission WHERE domain = ? AND managed_key = ?", key.domain(), key.id());
        writeParts(saved);
        wrote(key.id(), null, saved.revision(), mac);
        session.effect(new Effect.KeyChanged(key.id()));
        return saved;
    }

    @Override
    public KeyVersion insert(KeyVersion version) {
        Bytes mac = rows().insert(KeyRows.row(version));
        wrote(version.id(), version.number(), version.revision(), mac);
        due(version);
        session.effect(new Effect.KeyChanged(version.key()));
        return version;
    }

    @Override
    public KeyVersion save(KeyVersion version) {
        KeyVersion saved = version.saved(now);
        Bytes mac = rows().update(KeyRows.row(saved), version.revision());
        wrote(version.id(), version.number(), saved.revision(), mac);
        due(saved);
        session.effect(new Effect.KeyChanged(version.key()));
        return saved;
    }

    @Override
    public void record(Transition transition) {
        rows().insert(KeyRows.row(transition));
        written.computeIfPresent(
                transition.version(), (_, w) -> new Written(w.version(), w.revision(), w.mac(), transition));
    }

    @Override
    public User insert(User user) {
        insertNamed(IdentityRows.row(user), user.id(), user.revision(), "user");
        session.effect(new Effect.UserPut(user));
        return user;
    }

    @Override
    public User save(User user) {
        User saved = user.saved(now);
        updateInSet(IdentityRows.row(saved), user.id(), saved.revision(), user.revision());
        session.effect(new Effect.UserPut(saved));
        return saved;
    }

    @Override
    public void delete(User user) {
        rows().list(Tables.MEMBERSHIP, "WHERE domain = ? AND user_id = ?", user.domain(), user.id())
                .forEach(row -> deleteInSet(row.row()));
        rows().find(Tables.CREDENTIAL, user.domain(), user.id()).ifPresent(row -> deleteInSet(row.row()));
        deleteInSet(IdentityRows.row(user));
        session.effect(new Effect.UserGone(user.id()));
    }

    @Override
    public void put(Credential credential) {
        Optional<Credential> old = credential(credential.domain(), credential.user());
        if (old.isEmpty()) {
            insertInSet(IdentityRows.row(credential));
            return;
        }
        var next = new Credential(
                credential.domain(),
                credential.user(),
                credential.salt(),
                credential.hash(),
                credential.memoryKib(),
                credential.iterations(),
                credential.parallelism(),
                old.get().revision() + 1);
        Row row = IdentityRows.row(next);
        session.sets().put(row, rows().update(row, old.get().revision()));
    }

    @Override
    public Group insert(Group group) {
        insertNamed(IdentityRows.row(group), group.id(), group.revision(), "group");
        session.effect(new Effect.GroupPut(group));
        return group;
    }

    @Override
    public Group save(Group group) {
        Group saved = group.saved(now);
        try {
            updateInSet(IdentityRows.row(saved), group.id(), saved.revision(), group.revision());
        } catch (Sql.Duplicate taken) {
            throw AlreadyExists.other("group");
        }
        session.effect(new Effect.GroupPut(saved));
        return saved;
    }

    @Override
    public void delete(Group group) {
        rows().list(Tables.MEMBERSHIP, "WHERE domain = ? AND group_id = ?", group.domain(), group.id())
                .forEach(row -> deleteInSet(row.row()));
        deleteInSet(IdentityRows.row(group));
        session.effect(new Effect.GroupGone(group.id()));
    }

    @Override
    public void add(UUID domain, Membership membership) {
        insertInSet(IdentityRows.row(domain, membership));
        session.effect(new Effect.Joined(membership));
    }

    @Override
    public void remove(UUID domain, Membership membership) {
        deleteInSet(IdentityRows.row(domain, membership));
        session.effect(new Effect.Left(membership));
    }

    @Override
    public Session insert(Session begun) {
        Bytes mac = rows().insert(IdentityRows.row(begun));
        wrote(begun.id(), null, begun.revision(), mac);
        session.effect(new Effect.SessionPut(begun));
        return begun;
    }

    @Override
    public Session save(Session changed) {
        Session saved = changed.saved();
        Bytes mac = rows().update(IdentityRows.row(saved), changed.revision());
        wrote(changed.id(), null, saved.revision(), mac);
        session.effect(new Effect.SessionPut(saved));
        return saved;
    }

    @Override
    public void insert(RevokedToken token) {
        rows().insert(IdentityRows.row(token));
        session.effect(new Effect.TokenRevoked(token));
    }

    @Override
    public void settle(UUID domain, UUID object, Instant due) {
        sql().update("DELETE FROM due WHERE due_at = ? AND domain = ? AND object = ?", Micros.of(due), domain, object);
    }

    @Override
    public void remember(UUID domain, UUID caller, String idempotencyKey, Replay replay) {
        try {
            rows().delete(Tables.IDEMPOTENCY, domain, caller, idempotencyKey);
            rows().insert(Row.of(
                    Tables.IDEMPOTENCY,
                    domain,
                    caller,
                    idempotencyKey,
                    replay.requestMac(),
                    replay.result(),
                    replay.at()));
        } catch (Sql.Duplicate race) {
            throw new Conflict("the same idempotency key is in use by another request");
        }
    }

    @Override
    public void load(UnlockedKey key, Target.OfKey name) {
        session.effect(new Effect.KeyLoaded(key, name));
    }

    @Override
    public void record(AuditEvent event) {
        for (SealedSets.Head head : session.sets().seal(rows())) {
            written.put(head.id(), new Written(null, head.revision(), head.mac().hex(), null));
        }
        if (written.isEmpty()) {
            session.append(LogRow.of(asRead(event)));
            return;
        }
        UUID target = event.target();
        boolean first = true;
        if (target != null && !written.containsKey(target)) {
            session.append(LogRow.of(asRead(event)));
            first = false;
        }
        for (var each : written.entrySet()) {
            Written row = each.getValue();
            UUID id = first ? event.id() : ids.next();
            AuditEvent about = event.about(id, each.getKey(), row.version(), row.revision(), row.mac());
            Transition moved = row.moved();
            if (moved != null) {
                about = about.moved(moved.from().label(), moved.to().label(), moved.reason());
            }
            session.append(LogRow.of(about));
            first = false;
        }
    }

    /** A change that wrote nothing still speaks of its key's row as it stands: the newest leaf always tells the newest row. */
    private AuditEvent asRead(AuditEvent event) {
        UUID target = event.target();
        if (target == null) {
            return event;
        }
        Optional<SealedRows.Checked> found = rows().find(Tables.KEY_VERSION, event.domain(), target);
        if (found.isEmpty()) {
            return event;
        }
        SealedRows.Checked row = found.get();
        newest().require(target, row);
        int number = row.row().integer("number");
        return event.about(event.id(), target, number, row.revision(), row.mac().hex());
    }

    @Override
    boolean wroteHere(UUID id) {
        return written.containsKey(id);
    }

    private void wrote(UUID id, @Nullable Integer version, long revision, Bytes mac) {
        Written before = written.get(id);
        written.put(id, new Written(version, revision, mac.hex(), before == null ? null : before.moved()));
    }

    private void writeParts(Key key) {
        key.labels()
                .forEach((name, value) -> sql().update(
                                "INSERT INTO key_label (domain, managed_key, name, value) VALUES (?, ?, ?, ?)",
                                key.domain(),
                                key.id(),
                                name,
                                value));
        key.permissions()
                .forEach((action, groups) -> groups.forEach(group -> sql().update(
                                "INSERT INTO key_permission (domain, managed_key, action, grantee) VALUES (?, ?, ?, ?)",
                                key.domain(),
                                key.id(),
                                action.name(),
                                group)));
    }

    /** Notes when the next date of a version passes, for the sweeper. */
    private void due(KeyVersion version) {
        version.dates()
                .nextChange(now)
                .ifPresent(at -> sql().update(
                                "INSERT INTO due (due_at, domain, kind, object) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                Micros.of(at),
                                version.domain(),
                                "key-date",
                                version.id()));
    }

    private void insertNamed(Row row, UUID id, long revision, String kind) {
        try {
            wrote(id, null, revision, insertInSet(row));
        } catch (Sql.Duplicate taken) {
            throw AlreadyExists.other(kind);
        }
    }

    private Bytes insertInSet(Row row) {
        Bytes mac = rows().insert(row);
        session.sets().put(row, mac);
        return mac;
    }

    private void updateInSet(Row row, UUID id, long revision, long expected) {
        Bytes mac = rows().update(row, expected);
        session.sets().put(row, mac);
        wrote(id, null, revision, mac);
    }

    private void deleteInSet(Row row) {
        var keys = new @Nullable Object[row.table().keys()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = row.value(i);
        }
        if (!rows().delete(row.table(), keys)) {
            throw new Conflict("changed by someone else in between");
        }
        session.sets().remove(row);
    }
}
