package io.claviger.operation;

import io.claviger.KmsException.NotFound;
import io.claviger.RootDomain;
import io.claviger.key.Key;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Steps that several changes of keys share. */
final class KeyChanges {
    /** A step in the life of a version. */
    interface Step {
        KeyDates take(KeyDates dates, Instant now);
    }

    private KeyChanges() {}

    /** Writes new keys with their first versions; shows the first. */
    static KeyView insert(Call call, List<FreshKey> fresh, Transaction tx) {
        KeyView first = null;
        for (FreshKey each : fresh) {
            Key key = tx.insert(each.key());
            KeyVersion version = tx.insert(each.version());
            born(call, version, tx);
            first = first == null ? view(key, version, tx) : first;
        }
        return java.util.Objects.requireNonNull(first);
    }

    /** Puts a new version's first state on record. */
    static void born(Call call, KeyVersion version, Transaction tx) {
        moved(call, version, KeyState.PRE_ACTIVATION, version.state(tx.now()), "created", "", tx);
    }

    /** Moves a version by {@code step} and saves it. */
    static KeyVersion move(Call call, KeyVersion version, Step step, String reason, String message, Transaction tx) {
        KeyState before = version.state(tx.now());
        KeyVersion saved = tx.save(version.with(step.take(version.dates(), tx.now())));
        moved(call, saved, before, saved.state(tx.now()), reason, message, tx);
        return saved;
    }

    static void moved(
            Call call, KeyVersion version, KeyState from, KeyState to, String reason, String message, Transaction tx) {
        tx.record(new Transition(
                version.domain(),
                version.id(),
                tx.newId(),
                tx.now(),
                from,
                to,
                reason,
                message,
                call.principal().id()));
    }

    /** The version of the other half that was made together with this one. */
    static Optional<KeyVersion> twin(Found.OfKey found, Transaction tx) {
        return tx.otherHalf(found.key())
                .flatMap(other -> tx.versions(other.domain(), other.id()).stream()
                        .filter(v -> v.number() == found.version().number())
                        .findFirst());
    }

    static KeyView view(Key key, KeyVersion version, Transaction tx) {
        return view(key, version, tx, tx.now());
    }

    /** As it is now, for a retry of what made or changed it. */
    static KeyView view(UUID version, Reader reader, Instant now) {
        Found.OfKey found = reader.key(RootDomain.ID, KeyRef.id(version)).orElseThrow(NotFound::new);
        return view(found.key(), found.version(), reader, now);
    }

    private static KeyView view(Key key, KeyVersion version, Reader reader, Instant now) {
        return new KeyView(
                key,
                version,
                version.state(now),
                Permissions.named(key.permissions(), id -> reader.group(key.domain(), id.toString())));
    }
}
