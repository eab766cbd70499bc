package io.claviger.operation;

import io.claviger.KmsException.AlreadyExists;
import io.claviger.audit.AuditEvent;
import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import java.time.Instant;
import java.util.UUID;

/**
 * What a change may touch; all of it commits together or not at all. A row is saved only over the revision that was read.
 */
public interface Transaction extends Reader {
    Instant now();

    /** A new id. */
    UUID newId();

    /** @throws AlreadyExists when a live key has the name */
    Key insert(Key key);

    /** Returns the row with its next revision. @throws Conflict when it was changed in between */
    Key save(Key key);

    KeyVersion insert(KeyVersion version);

    KeyVersion save(KeyVersion version);

    /** Puts a step in a version's life on record; its leaf says from where to where. */
    void record(Transition transition);

    User insert(User user);

    User save(User user);

    void delete(User user);

    void put(Credential credential);

    Group insert(Group group);

    Group save(Group group);

    void delete(Group group);

    void add(UUID domain, Membership membership);

    void remove(UUID domain, Membership membership);

    Session insert(Session session);

    Session save(Session session);

    void insert(RevokedToken token);

    /** Due work is done. */
    void settle(UUID domain, UUID object, Instant due);

    void remember(UUID domain, UUID caller, String idempotencyKey, Replay replay);

    /** Has the key ring hold {@code key} once this is committed, under the name it was asked for. */
    void load(UnlockedKey key, Target.OfKey name);

    /** Writes one leaf for each row that this transaction wrote, or {@code event} as it is when it wrote none. */
    void record(AuditEvent event);
}
