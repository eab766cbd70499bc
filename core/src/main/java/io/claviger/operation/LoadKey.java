package io.claviger.operation;

import io.claviger.KmsException.WrongState;
import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.SecretBytes;
import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.operation.LoadKey.Parsed;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings a key into memory for a use. It writes, so that no key is used that a failover could take back, and so that GCM
 * encryptions are counted before they happen.
 *
 * @param use what the key is needed for: this operation needs the same permissions
 */
public record LoadKey(Operation.Use<?> use) implements Change<Found.OfKey, Parsed, Nothing> {
    /** NIST SP 800-38D, section 8.3: random IVs allow 2^32 encryptions under one key. */
    static final long MAX_ENCRYPTIONS = 1L << 32;

    /** Reserved at each load; what a crash loses of it counts as used. */
    static final long RESERVED = 1L << 20;

    /** @param left encryptions that are still reserved */
    record Parsed(ReadyKey ready, ReadyKey publicHalf, AtomicLong left) {}

    @Override
    public Target.OfKey target() {
        return use.target();
    }

    @Override
    public Parsed prepare(Call call, Found.OfKey found, Preparation with) {
        Key key = found.key();
        KeyVersion version = found.version();
        if (key.part() == KeyPart.PUBLIC) {
            ReadyKey ready = ReadyKey.of(key.spec(), KeyPart.PUBLIC, null, version.publicKey());
            return new Parsed(ready, ready, new AtomicLong(Long.MAX_VALUE));
        }
        var wrapped = version.material();
        if (wrapped == null) {
            throw new WrongState(version.state(with.now()), "used");
        }
        var id = FreshKey.materialId(key, version);
        try (SecretBytes secret = with.custody().unwrap(id, wrapped, version.kekVersion())) {
            ReadyKey ready = ReadyKey.of(key.spec(), key.part(), secret, version.publicKey());
            ReadyKey half = key.part() == KeyPart.PRIVATE
                    ? ReadyKey.of(key.spec(), KeyPart.PUBLIC, null, version.publicKey())
                    : ready;
            AtomicLong left = counts(key) ? with.reservations().of(version.id()) : new AtomicLong(Long.MAX_VALUE);
            return new Parsed(ready, half, left);
        }
    }

    @Override
    public Nothing apply(Call call, Parsed parsed, Found.OfKey found, Transaction tx) {
        if (found.key().part() != KeyPart.PUBLIC && found.version().material() == null) {
            throw new WrongState(found.version().state(tx.now()), "used");
        }
        boolean reserves = counts(found.key()) && parsed.left().get() <= 0;
        KeyVersion version = reserves ? reserve(found.version(), tx) : found.version();
        var unlocked = new UnlockedKey(
                found.key(),
                version,
                tx.sealOf(version),
                parsed.ready(),
                parsed.publicHalf(),
                parsed.left(),
                reserves ? RESERVED : 0);
        tx.load(unlocked, target());
        return Nothing.IT;
    }

    private static boolean counts(Key key) {
        return key.spec().algorithm() == Algorithm.AES;
    }

    private static KeyVersion reserve(KeyVersion version, Transaction tx) {
        if (version.reservedUses() + RESERVED > MAX_ENCRYPTIONS) {
            throw new WrongUsage("this key has encrypted 2^32 times, as often as GCM allows: make a new version");
        }
        return tx.save(
                version.edit().reserved(version.reservedUses() + RESERVED).done());
    }

    @Override
    public boolean opensSecret() {
        return true;
    }

    @Override
    public UUID resultId(Found.OfKey found, Nothing result) {
        return found.version().id();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
