package io.claviger.operation;

import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is stored, in maps; every step can be taken back until it is committed. */
final class InMemoryTables {
    /** Whose retry. */
    record Retry(UUID domain, UUID caller, String idempotencyKey) {}

    final Map<UUID, Key> keys = new LinkedHashMap<>();
    final Map<String, UUID> liveNames = new HashMap<>();
    final Map<UUID, List<UUID>> halves = new HashMap<>();
    final Map<UUID, KeyVersion> versions = new LinkedHashMap<>();
    final Map<UUID, List<UUID>> versionsOf = new HashMap<>();
    final Map<UUID, List<Transition>> transitions = new HashMap<>();
    final Map<UUID, User> users = new LinkedHashMap<>();
    final Map<UUID, Credential> credentials = new HashMap<>();
    final Map<UUID, Group> groups = new LinkedHashMap<>();
    final Map<Membership, UUID> members = new LinkedHashMap<>();
    final Map<UUID, Session> sessions = new HashMap<>();
    final Map<UUID, List<RevokedToken>> revoked = new HashMap<>();
    final Map<Reader.Due, UUID> due = new LinkedHashMap<>();
    final Map<Retry, Reader.Replay> replays = new HashMap<>();

    /** Of rows as they stand, and as the newest leaf about each says. */
    final Map<UUID, Reader.RowSeal> seals = new HashMap<>();

    final Map<UUID, Reader.RowSeal> leaves = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private long writes;

    /** Stands for a MAC: no two rows ever have the same. */
    String nextSeal() {
        writes++;
        return "%016x".formatted(writes);
    }

    <K, V> void put(Map<K, V> table, K at, V row) {
        V before = table.get(at);
        table.put(at, row);
        if (before == null) {
            undo.push(() -> table.remove(at));
        } else {
            undo.push(() -> table.put(at, before));
        }
    }

    <K, V> boolean remove(Map<K, V> table, K at) {
        V before = table.get(at);
        if (before == null) {
            return false;
        }
        table.remove(at);
        undo.push(() -> table.put(at, before));
        return true;
    }

    <K, V> void append(Map<K, List<V>> table, K at, V row) {
        var longer = new ArrayList<V>(table.getOrDefault(at, List.of()));
        longer.add(row);
        put(table, at, List.copyOf(longer));
    }

    void commit() {
        undo.clear();
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
