package io.claviger.custody;

import io.claviger.KmsException.Broken;
import io.claviger.KmsException.Unavailable;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.CryptoException;
import io.claviger.crypto.MacKey;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.WrappingKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The key hierarchy, open: root key, master KEK, domain KEKs, row-MAC keys, each in locked memory; and all that is done
 * with them. No other class sees a KEK.
 */
public final class Custody implements RowSeal, AutoCloseable {
    private static final int KEY_BYTES = 32;

    /** A KEK in use. */
    private record Open(UUID id, int version, WrappingKey key) {}

    private record Sealer(int version, MacKey key) {}

    private record Slot(UUID domain, int version) {}

    private final UUID deployment;
    private final SecretSlab slab;
    private final SecureRandom random;
    private final Open master;
    private final AtomicLong wrapsLeft = new AtomicLong();
    private final Map<Slot, Open> domainKeks = new ConcurrentHashMap<>();
    private final Map<UUID, Open> newest = new ConcurrentHashMap<>();
    private final Map<Slot, Sealer> sealers = new ConcurrentHashMap<>();
    private final Map<UUID, Sealer> newestSealer = new ConcurrentHashMap<>();

    private Custody(UUID deployment, SecretSlab slab, SecureRandom random, Open master) {
        this.deployment = deployment;
        this.slab = slab;
        this.random = random;
        this.master = master;
    }

    /** What a first start makes: the hierarchy, open, and the rows that keep it. */
    public record Founded(Custody custody, List<Kek> keks) {
        public Founded {
            keks = List.copyOf(keks);
        }
    }

    /** Makes a new hierarchy under {@code root} for one domain. */
    public static Founded found(
            UUID deployment,
            UUID domain,
            RootKey root,
            SecretSlab slab,
            SecureRandom random,
            List<UUID> ids,
            Instant now) {
        var rows = new ArrayList<Kek>();
        SecretBytes masterKey = slab.random(KEY_BYTES, random);
        Kek masterRow = row(domain, ids.get(0), Kek.Kind.MASTER, ids.get(0), root.epoch(), now);
        rows.add(wrapped(masterRow, root.wrap(masterKey, masterRow.associatedData(deployment))));
        var custody = new Custody(deployment, slab, random, new Open(ids.get(0), 1, new WrappingKey(masterKey)));
        masterKey.close();
        rows.add(custody.foundChild(row(domain, ids.get(1), Kek.Kind.DOMAIN, ids.get(0), 1, now)));
        rows.add(custody.foundChild(row(domain, ids.get(2), Kek.Kind.ROW_MAC, ids.get(0), 1, now)));
        custody.grantWraps(Kek.RESERVED_WRAPS);
        return new Founded(custody, rows);
    }

    /**
     * Opens a hierarchy that exists.
     *
     * @throws Broken when a wrap does not open: another root key, or an altered row
     */
    public static Custody open(UUID deployment, RootKey root, SecretSlab slab, SecureRandom random, List<Kek> keks) {
        Kek masterRow = keks.stream()
                .filter(k -> k.kind() == Kek.Kind.MASTER)
                .max((a, b) -> Integer.compare(a.version(), b.version()))
                .orElseThrow(() -> new Broken("the key hierarchy"));
        Open master;
        try (SecretBytes key = root.unwrap(masterRow.wrapped(), masterRow.associatedData(deployment))) {
            master = new Open(masterRow.id(), masterRow.version(), new WrappingKey(key));
        }
        var custody = new Custody(deployment, slab, random, master);
        for (Kek kek : keks) {
            if (kek.kind() != Kek.Kind.MASTER) {
                custody.openChild(kek);
            }
        }
        return custody;
    }

    /** Wraps that may still be done before more must be reserved in the KEK's row. */
    public long wrapsLeft() {
        return wrapsLeft.get();
    }

    /** So many more wraps are reserved, durably. */
    public void grantWraps(long count) {
        wrapsLeft.addAndGet(count);
    }

    /** Makes the next version of a domain's KEK. It wraps nothing until it is kept durably and {@link #succeed} is called. */
    public Kek successor(Kek kek, Instant now) {
        var row = new Kek(
                kek.domain(),
                kek.id(),
                kek.kind(),
                kek.version() + 1,
                master.id(),
                master.version(),
                Bytes.NONE,
                Kek.RESERVED_WRAPS,
                now);
        try (SecretBytes key = slab.random(KEY_BYTES, random)) {
            return wrapped(row, master.key().wrap(key, row.associatedData(deployment), random));
        }
    }

    /** From now on {@code kek} wraps; what others wrapped still opens. */
    public void succeed(Kek kek) {
        openChild(kek);
        wrapsLeft.set(kek.reservedWraps());
    }

    /** Wraps material under the newest KEK of its domain. */
    public Wrapped wrap(MaterialId what, SecretBytes material) {
        if (wrapsLeft.getAndDecrement() <= 0) {
            throw new Unavailable("the key encryption key", Duration.ofSeconds(1));
        }
        Open kek = newestOf(what.domain());
        Bytes bytes = kek.key().wrap(material, what.associatedData(kek.id(), kek.version()), random);
        return new Wrapped(bytes, kek.version());
    }

    /** @param kekVersion that wrapped {@code bytes} */
    public record Wrapped(Bytes bytes, int kekVersion) {}

    /** @throws Broken when the wrap belongs to another row or was altered */
    public SecretBytes unwrap(MaterialId what, Bytes wrapped, int kekVersion) {
        Open kek = domainKeks.get(new Slot(what.domain(), kekVersion));
        if (kek == null) {
            throw new Broken("key material");
        }
        try {
            return kek.key().unwrap(wrapped, what.associatedData(kek.id(), kek.version()), slab);
        } catch (CryptoException altered) {
            throw new Broken("key material");
        }
    }

    @Override
    public byte[] seal(UUID domain, byte[] row) {
        Sealer sealer = newestSealer.get(domain);
        if (sealer == null) {
            throw new Broken("the seal of a domain");
        }
        byte[] seal = new byte[SIZE];
        seal[0] = row[0];
        ByteBuffer.wrap(seal).putInt(1, sealer.version());
        System.arraycopy(sealer.key().mac(row), 0, seal, 5, 32);
        return seal;
    }

    @Override
    public boolean holds(UUID domain, byte[] row, byte[] seal) {
        if (seal.length != SIZE || row.length == 0 || seal[0] != row[0]) {
            return false;
        }
        int version = ByteBuffer.wrap(seal).getInt(1);
        Sealer sealer = sealers.get(new Slot(domain, version));
        if (sealer == null) {
            return false;
        }
        byte[] expected = new byte[SIZE];
        System.arraycopy(seal, 0, expected, 0, 5);
        System.arraycopy(sealer.key().mac(row), 0, expected, 5, 32);
        return MessageDigest.isEqual(expected, seal);
    }

    /** A MAC under the domain's row-MAC key for other uses; {@code label} keeps the uses apart. */
    public Bytes mac(UUID domain, String label, byte[] message) {
        Sealer sealer = newestSealer.get(domain);
        if (sealer == null) {
            throw new Broken("the seal of a domain");
        }
        return Bytes.taking(sealer.key()
                .mac(new Fields(1, "mac").field(1, label).field(2, message).bytes()));
    }

    public SecretSlab slab() {
        return slab;
    }

    public SecureRandom random() {
        return random;
    }

    public UUID deployment() {
        return deployment;
    }

    @Override
    public void close() {
        master.key().close();
        domainKeks.values().forEach(kek -> kek.key().close());
        sealers.values().forEach(sealer -> sealer.key().close());
        domainKeks.clear();
        newest.clear();
        sealers.clear();
        newestSealer.clear();
    }

    private Open newestOf(UUID domain) {
        Open kek = newest.get(domain);
        if (kek == null) {
            throw new Broken("the KEK of a domain");
        }
        return kek;
    }

    private Kek foundChild(Kek row) {
        try (SecretBytes key = slab.random(KEY_BYTES, random)) {
            Bytes bytes = master.key().wrap(key, row.associatedData(deployment), random);
            admit(row, key);
            return wrapped(row, bytes);
        }
    }

    private void openChild(Kek kek) {
        try (SecretBytes key = master.key().unwrap(kek.wrapped(), kek.associatedData(deployment), slab)) {
            admit(kek, key);
        } catch (CryptoException altered) {
            throw new Broken("the key hierarchy");
        }
    }

    private void admit(Kek kek, SecretBytes key) {
        var slot = new Slot(kek.domain(), kek.version());
        switch (kek.kind()) {
            case DOMAIN -> {
                var open = new Open(kek.id(), kek.version(), new WrappingKey(key));
                domainKeks.put(slot, open);
                newest.merge(kek.domain(), open, (a, b) -> a.version() > b.version() ? a : b);
            }
            case ROW_MAC -> {
                var sealer = new Sealer(kek.version(), new MacKey(key));
                sealers.put(slot, sealer);
                newestSealer.merge(kek.domain(), sealer, (a, b) -> a.version() > b.version() ? a : b);
            }
            case MASTER -> throw new Broken("the key hierarchy");
        }
    }

    private static Kek row(UUID domain, UUID id, Kek.Kind kind, UUID parent, int parentVersion, Instant now) {
        return new Kek(domain, id, kind, 1, parent, parentVersion, Bytes.NONE, Kek.RESERVED_WRAPS, now);
    }

    private static Kek wrapped(Kek row, Bytes bytes) {
        return new Kek(
                row.domain(),
                row.id(),
                row.kind(),
                row.version(),
                row.parent(),
                row.parentVersion(),
                bytes,
                row.reservedWraps(),
                row.createdAt());
    }
}
