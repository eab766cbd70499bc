package io.claviger.operation;

import io.claviger.Ids;
import io.claviger.KmsException.AlreadyExists;
import io.claviger.KmsException.Conflict;
import io.claviger.audit.AuditEvent;
import io.claviger.audit.AuditLeaf;
import io.claviger.crypto.Bytes;
import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.Names;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyName;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transaction in memory. */
final class InMemoryTransaction extends InMemoryReader implements Transaction {
    private final InMemoryTables tables;
    private final Ids ids;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Bytes> leaves = new ArrayList<>();
    private final Map<UUID, @Nullable Integer> written = new LinkedHashMap<>();
    private final Map<UUID, Transition> moved = new HashMap<>();

    InMemoryTransaction(InMemoryTables tables, Ids ids, Instant now) {
        super(tables, now);
        this.tables = tables;
        this.ids = ids;
        this.now = now;
    }

    List<Effect> effects() {
        return effects;
    }

    List<Bytes> leaves() {
        return leaves;
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
        String folded = KeyName.fold(key.name());
        if (tables.liveNames.containsKey(folded)) {
            throw AlreadyExists.key(key.name());
        }
        requireNew(tables.keys, key.id());
        tables.put(tables.liveNames, folded, key.id());
        tables.put(tables.keys, key.id(), key);
        UUID pair = key.pair();
        if (pair != null) {
            tables.append(tables.halves, pair, key.id());
        }
        wrote(key.id(), null, key.revision());
        return key;
    }

    @Override
    public Key save(Key key) {
        requireRevision(key.revision(), tables.keys.get(key.id()), Key::revision);
        Key saved = key.saved(now);
        tables.put(tables.keys, key.id(), saved);
        if (saved.deletedAt() != null) {
            tables.remove(tables.liveNames, KeyName.fold(key.name()));
        }
        wrote(key.id(), null, saved.revision());
        effects.add(new Effect.KeyChanged(key.id()));
        return saved;
    }

    @Override
    public KeyVersion insert(KeyVersion version) {
        requireNew(tables.versions, version.id());
        boolean given = tables.versionsOf.getOrDefault(version.key(), List.of()).stream()
                .map(tables.versions::get)
                .anyMatch(other -> other != null && other.number() == version.number());
        if (given) {
            throw new IllegalStateException("a version's number was given twice");
        }
        tables.put(tables.versions, version.id(), version);
        tables.append(tables.versionsOf, version.key(), version.id());
        wrote(version.id(), version.number(), version.revision());
        due(version);
        effects.add(new Effect.KeyChanged(version.key()));
        return version;
    }

    @Override
    public KeyVersion save(KeyVersion version) {
        requireRevision(version.revision(), tables.versions.get(version.id()), KeyVersion::revision);
        KeyVersion saved = version.saved(now);
        tables.put(tables.versions, version.id(), saved);
        wrote(version.id(), version.number(), saved.revision());
        due(saved);
        effects.add(new Effect.KeyChanged(version.key()));
        return saved;
    }

    private void due(KeyVersion version) {
        version.dates()
                .nextChange(now)
                .ifPresent(at -> tables.put(tables.due, new Due(at, version.domain(), version.id()), version.id()));
    }

    @Override
    public void settle(UUID domain, UUID object, Instant due) {
        tables.remove(tables.due, new Due(due, domain, object));
    }

    @Override
    public void record(Transition transition) {
        tables.append(tables.transitions, transition.version(), transition);
        moved.put(transition.version(), transition);
    }

    @Override
    public User insert(User user) {
        String folded = Names.fold(user.username());
        if (tables.users.values().stream()
                .anyMatch(other -> Names.fold(other.username()).equals(folded))) {
            throw AlreadyExists.other("user");
        }
        requireNew(tables.users, user.id());
        tables.put(tables.users, user.id(), user);
        wrote(user.id(), null, user.revision());
        effects.add(new Effect.UserPut(user));
        return user;
    }

    @Override
    public User save(User user) {
        requireRevision(user.revision(), tables.users.get(user.id()), User::revision);
        User saved = user.saved(now);
        tables.put(tables.users, user.id(), saved);
        wrote(user.id(), null, saved.revision());
        effects.add(new Effect.UserPut(saved));
        return saved;
    }

    @Override
    public void delete(User user) {
        leave(membership -> membership.user().equals(user.id()));
        tables.remove(tables.credentials, user.id());
        requireRemoved(tables.remove(tables.users, user.id()));
        wroteSet("user");
        effects.add(new Effect.UserGone(user.id()));
    }

    @Override
    public void put(Credential credential) {
        Credential old = tables.credentials.get(credential.user());
        var next = new Credential(
                credential.domain(),
                credential.user(),
                credential.salt(),
                credential.hash(),
                credential.memoryKib(),
                credential.iterations(),
                credential.parallelism(),
                old == null ? credential.revision() : old.revision() + 1);
        tables.put(tables.credentials, credential.user(), next);
        wroteSet("credential");
    }

    @Override
    public Group insert(Group group) {
        requireFree(group);
        requireNew(tables.groups, group.id());
        tables.put(tables.groups, group.id(), group);
        wrote(group.id(), null, group.revision());
        effects.add(new Effect.GroupPut(group));
        return group;
    }

    @Override
    public Group save(Group group) {
        requireFree(group);
        requireRevision(group.revision(), tables.groups.get(group.id()), Group::revision);
        Group saved = group.saved(now);
        tables.put(tables.groups, group.id(), saved);
        wrote(group.id(), null, saved.revision());
        effects.add(new Effect.GroupPut(saved));
        return saved;
    }

    @Override
    public void delete(Group group) {
        leave(membership -> membership.group().equals(group.id()));
        requireRemoved(tables.remove(tables.groups, group.id()));
        wroteSet("group");
        effects.add(new Effect.GroupGone(group.id()));
    }

    @Override
    public void add(UUID domain, Membership membership) {
        requireNew(tables.members, membership);
        tables.put(tables.members, membership, membership.group());
        wroteSet("membership");
        effects.add(new Effect.Joined(membership));
    }

    @Override
    public void remove(UUID domain, Membership membership) {
        requireRemoved(tables.remove(tables.members, membership));
        wroteSet("membership");
        effects.add(new Effect.Left(membership));
    }

    @Override
    public Session insert(Session session) {
        requireNew(tables.sessions, session.id());
        tables.put(tables.sessions, session.id(), session);
        wrote(session.id(), null, session.revision());
        effects.add(new Effect.SessionPut(session));
        return session;
    }

    @Override
    public Session save(Session session) {
        requireRevision(session.revision(), tables.sessions.get(session.id()), Session::revision);
        Session saved = session.saved();
        tables.put(tables.sessions, session.id(), saved);
        wrote(session.id(), null, saved.revision());
        effects.add(new Effect.SessionPut(saved));
        return saved;
    }

    @Override
    public void insert(RevokedToken token) {
        tables.append(tables.revoked, token.session(), token);
        effects.add(new Effect.TokenRevoked(token));
    }

    @Override
    public void remember(UUID domain, UUID caller, String idempotencyKey, Replay replay) {
        tables.put(tables.replays, new InMemoryTables.Retry(domain, caller, idempotencyKey), replay);
    }

    @Override
    public void load(UnlockedKey key, Target.OfKey name) {
        effects.add(new Effect.KeyLoaded(key, name));
    }

    @Override
    public void record(AuditEvent event) {
        UUID target = event.target();
        if (written.isEmpty()) {
            KeyVersion read = target == null ? null : tables.versions.get(target);
            leaf(
                    read == null
                            ? event
                            : event.about(event.id(), read.id(), read.number(), read.revision(), mac(read.id())));
            return;
        }
        UUID id = event.id();
        for (var each : written.entrySet()) {
            RowSeal seal = tables.seals.get(each.getKey());
            if (seal != null) {
                AuditEvent about = event.about(id, each.getKey(), each.getValue(), seal.revision(), seal.mac());
                Transition step = moved.get(each.getKey());
                leaf(
                        step == null
                                ? about
                                : about.moved(step.from().label(), step.to().label(), step.reason()));
            }
            id = ids.next();
        }
    }

    private void leaf(AuditEvent about) {
        leaves.add(Bytes.taking(AuditLeaf.encode(about)));
        UUID target = about.target();
        Long revision = about.revision();
        String mac = about.mac();
        if (target != null && revision != null && mac != null) {
            tables.put(tables.leaves, target, new RowSeal(revision, mac));
        }
    }

    private String mac(UUID row) {
        RowSeal seal = tables.seals.get(row);
        return seal == null ? "" : seal.mac();
    }

    private void wrote(UUID row, @Nullable Integer version, long revision) {
        tables.put(tables.seals, row, new RowSeal(revision, tables.nextSeal()));
        written.put(row, version);
    }

    /** What was taken out of a set shows in the set's head. */
    private void wroteSet(String set) {
        UUID head = UUID.nameUUIDFromBytes(Bytes.ofUtf8(set).toArray());
        RowSeal before = tables.seals.get(head);
        wrote(head, null, before == null ? 0 : before.revision() + 1);
    }

    private void leave(java.util.function.Predicate<Membership> who) {
        List.copyOf(tables.members.keySet()).stream().filter(who).forEach(each -> tables.remove(tables.members, each));
    }

    private void requireFree(Group group) {
        String folded = Names.fold(group.name());
        boolean taken = tables.groups.values().stream()
                .anyMatch(other -> !other.id().equals(group.id())
                        && Names.fold(other.name()).equals(folded));
        if (taken) {
            throw AlreadyExists.other("group");
        }
    }

    private static <R> void requireRevision(
            long read, @Nullable R stored, java.util.function.ToLongFunction<R> revision) {
        if (stored == null || revision.applyAsLong(stored) != read) {
            throw new Conflict("changed by someone else in between");
        }
    }

    private static <K> void requireNew(Map<K, ?> table, K at) {
        if (table.containsKey(at)) {
            throw new IllegalStateException("a row was inserted twice");
        }
    }

    private static void requireRemoved(boolean removed) {
        if (!removed) {
            throw new Conflict("changed by someone else in between");
        }
    }
}
