package io.claviger.operation;

import io.claviger.KmsException.Refused;
import io.claviger.KmsException.WrongState;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeyPart;
import io.claviger.key.Key;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.KeyVersion.Origin;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the next version of a key, or of both halves of a pair (NIST SP 800-57 part 1, section 8.2.3.1; KMIP Re-key). The
 * new material owes nothing to the old, and nothing of the older versions changes: they go on opening what they closed.
 */
public record ReKey(Target.OfKey target) implements Change<Found.OfKey, List<KeyVersion>, KeyView> {
    @Override
    public List<KeyVersion> prepare(Call call, Found.OfKey found, Preparation with) {
        requireNotDestroyed(found, with.now());
        var generation = new KeyGeneration(with.custody().slab(), with.custody().random());
        GeneratedKey generated = generation.generate(found.key().spec());
        try (var secret = generated.secret()) {
            var material = new FreshKey.Material(
                    generated.spec(), secret, generated.publicKey(), generated.provider(), Origin.GENERATED);
            var fresh = new ArrayList<KeyVersion>();
            fresh.add(FreshKey.next(found, material, with.ids().next(), with));
            Optional<Key> other = with.store().read(reader -> reader.otherHalf(found.key()));
            other.ifPresent(half -> fresh.add(FreshKey.next(
                    new Found.OfKey(half, found.version()), material, with.ids().next(), with)));
            if (found.key().part() == KeyPart.PUBLIC && other.isEmpty()) {
                throw new Refused("re-keying a public key without its private half", "its kind");
            }
            return fresh;
        }
    }

    @Override
    public KeyView apply(Call call, List<KeyVersion> fresh, Found.OfKey found, Transaction tx) {
        requireNotDestroyed(found, tx.now());
        KeyView shown = null;
        int number = found.key().nextVersion();
        Optional<Key> other = tx.otherHalf(found.key());
        number = Math.max(number, other.map(Key::nextVersion).orElse(0));
        for (KeyVersion each : fresh) {
            Key key = each.key().equals(found.key().id()) ? found.key() : other.orElseThrow();
            KeyVersion newest = tx.versions(key.domain(), key.id()).getLast();
            Key advanced = tx.save(key.withNextVersion(number + 1));
            KeyVersion version = tx.insert(FreshKey.successor(each, number, newest));
            KeyChanges.born(call, version, tx);
            shown = shown == null ? KeyChanges.view(advanced, version, tx) : shown;
        }
        return java.util.Objects.requireNonNull(shown);
    }

    private static void requireNotDestroyed(Found.OfKey found, Instant now) {
        KeyState state = found.version().state(now);
        if (state.destroyed()) {
            throw new WrongState(state, "re-keyed");
        }
    }

    @Override
    public UUID resultId(Found.OfKey found, KeyView result) {
        return result.version().id();
    }

    @Override
    public KeyView again(UUID result, Reader reader, Instant now) {
        return KeyChanges.view(result, reader, now);
    }
}
