package io.claviger.operation;

import io.claviger.identity.Credential;
import io.claviger.identity.Group;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import io.claviger.policy.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is stored, as of one moment. Every row is checked against its seal, and rows of keys and sessions against the newest
 * leaf about them: one that is not what was written last is {@link io.claviger.KmsException.Broken}, never an answer.
 */
public interface Reader {
    /** The live version that {@code ref} names. */
    Optional<Found.OfKey> key(UUID domain, KeyRef ref);

    /**
     * Live versions of a key, oldest first. Asked before the key is saved with another next number: as many rows as that says
     * must be there.
     */
    List<KeyVersion> versions(UUID domain, UUID key);

    /** The other half of a pair. */
    Optional<Key> otherHalf(Key key);

    List<Transition> transitions(UUID domain, UUID version);

    Page<Found.OfKey> keys(UUID domain, KeyFilter filter, Visibility visible, Paging paging);

    /** The seal of a row as it stands, in hex, and its revision. */
    record RowSeal(long revision, String mac) {}

    RowSeal sealOf(KeyVersion version);

    RowSeal sealOf(Key key);

    Optional<User> user(UUID domain, UUID id);

    /** By name without regard to case, or by id. */
    Optional<Group> group(UUID domain, String nameOrId);

    boolean administrator(UUID domain, UUID user);

    long administrators(UUID domain);

    boolean member(UUID domain, UUID group, UUID user);

    Optional<Credential> credential(UUID domain, UUID user);

    Optional<Session> session(UUID domain, UUID id);

    List<RevokedToken> revokedTokens(UUID domain, UUID session);

    Page<AuditRecord> audit(UUID domain, AuditFilter filter, Paging paging);

    /** Work whose time has come. */
    record Due(Instant at, UUID domain, UUID object) {}

    /** What is due by {@code now}, the earliest first; of objects alone that are still there. */
    List<Due> due(Instant now, int limit);

    /** An earlier request with the same idempotency key. */
    record Replay(String requestMac, UUID result, Instant at) {
        /** How long a retry is recognised. */
        public static final Duration KEPT = Duration.ofHours(24);
    }

    Optional<Replay> replay(UUID domain, UUID caller, String idempotencyKey);
}
