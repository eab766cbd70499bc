package io.claviger.operation;

import io.claviger.KmsException.Broken;
import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
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
import io.claviger.policy.Visibility;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what is stored in memory. */
class InMemoryReader implements Reader {
    private final InMemoryTables tables;
    private final InMemoryKeys keys;

    InMemoryReader(InMemoryTables tables, Instant now) {
        this.tables = tables;
        this.keys = new InMemoryKeys(tables, now);
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
        return tables.transitions.getOrDefault(version, List.of());
    }

    @Override
    public Page<Found.OfKey> keys(UUID domain, KeyFilter filter, Visibility visible, Paging paging) {
        return keys.list(domain, filter, visible, paging);
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        return tables.due.keySet().stream()
                .filter(due -> !due.at().isAfter(now))
                .filter(due -> tables.versions.containsKey(due.object())
                        && tables.versions.get(due.object()).deletedAt() == null)
                .sorted(Comparator.comparing(Due::at))
                .limit(limit)
                .toList();
    }

    @Override
    public RowSeal sealOf(KeyVersion version) {
        return seal(version.id());
    }

    @Override
    public RowSeal sealOf(Key key) {
        return seal(key.id());
    }

    @Override
    public Optional<User> user(UUID domain, UUID id) {
        return Optional.ofNullable(tables.users.get(id))
                .filter(user -> user.domain().equals(domain));
    }

    @Override
    public Optional<Group> group(UUID domain, String nameOrId) {
        String folded = Names.fold(nameOrId);
        return tables.groups.values().stream()
                .filter(group -> group.domain().equals(domain)
                        && Names.fold(group.name()).equals(folded))
                .findFirst()
                .or(() -> InMemoryKeys.id(nameOrId).flatMap(id -> Optional.ofNullable(tables.groups.get(id))));
    }

    @Override
    public boolean administrator(UUID domain, UUID user) {
        return member(domain, SystemGroup.ADMIN.id(), user);
    }

    @Override
    public long administrators(UUID domain) {
        return tables.members.keySet().stream()
                .filter(membership -> membership.group().equals(SystemGroup.ADMIN.id()))
                .count();
    }

    @Override
    public boolean member(UUID domain, UUID group, UUID user) {
        return tables.members.containsKey(new Membership(group, user));
    }

    @Override
    public Optional<Credential> credential(UUID domain, UUID user) {
        return Optional.ofNullable(tables.credentials.get(user));
    }

    @Override
    public Optional<Session> session(UUID domain, UUID id) {
        return Optional.ofNullable(tables.sessions.get(id));
    }

    @Override
    public List<RevokedToken> revokedTokens(UUID domain, UUID session) {
        return tables.revoked.getOrDefault(session, List.of());
    }

    /** The log is another's to search. */
    @Override
    public Page<AuditRecord> audit(UUID domain, AuditFilter filter, Paging paging) {
        return new Page<>(List.of(), 0, false);
    }

    @Override
    public Optional<Replay> replay(UUID domain, UUID caller, String idempotencyKey) {
        return Optional.ofNullable(tables.replays.get(new InMemoryTables.Retry(domain, caller, idempotencyKey)));
    }

    private RowSeal seal(UUID row) {
        return Optional.ofNullable(tables.seals.get(row)).orElseThrow(() -> new Broken("a row"));
    }
}
