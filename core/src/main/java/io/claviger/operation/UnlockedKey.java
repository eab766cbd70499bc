package io.claviger.operation;

import io.claviger.crypto.AesKey;
import io.claviger.crypto.ReadyKey;
import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.policy.Decision;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A key version in memory, ready for use: parsed once, not once a request. It stands for one revision of key and version:
 * any change makes it {@link #retire}, and the next use loads another.
 */
public final class UnlockedKey {
    private static final int MAX_DECISIONS = 1_000;

    /** Who asked for what; a decision holds for this epoch of the directory and of the policies only. */
    record Asked(UUID caller, long callerEpoch, long policyEpoch, String operation) {}

    private final Key key;
    private final KeyVersion version;
    private final Reader.RowSeal seal;
    private final ReadyKey ready;
    private final ReadyKey publicHalf;
    private final AtomicLong encryptionsLeft;
    private final long reserved;
    private final Map<Asked, Decision> decisions = new ConcurrentHashMap<>();
    private volatile boolean current = true;

    /**
     * @param publicHalf of a private key, else {@code ready} again
     * @param encryptionsLeft how many are reserved: GCM keys count their 2^32
     * @param reserved how many more this load has reserved, once it is committed
     */
    public UnlockedKey(
            Key key,
            KeyVersion version,
            Reader.RowSeal seal,
            ReadyKey ready,
            ReadyKey publicHalf,
            AtomicLong encryptionsLeft,
            long reserved) {
        this.key = key;
        this.version = version;
        this.seal = seal;
        this.ready = ready;
        this.publicHalf = publicHalf;
        this.encryptionsLeft = encryptionsLeft;
        this.reserved = reserved;
    }

    public Key key() {
        return key;
    }

    public KeyVersion version() {
        return version;
    }

    public Found.OfKey found() {
        return new Found.OfKey(key, version);
    }

    /** Of the version's row, for the audit. */
    public Reader.RowSeal seal() {
        return seal;
    }

    public ReadyKey ready() {
        return ready;
    }

    /** What verifies: the public key, of a private key too. */
    public ReadyKey publicHalf() {
        return publicHalf;
    }

    /** False once the key has changed: nothing done with this copy may be answered any more. */
    public boolean current() {
        return current;
    }

    /** The load is committed: what it reserved may be used. */
    void committed() {
        encryptionsLeft.addAndGet(reserved);
    }

    /** Only AES keys count: their random IVs are what runs out. */
    boolean mayEncrypt() {
        return !(ready instanceof AesKey) || encryptionsLeft.get() > 0;
    }

    /** Counts one encryption; false when the reservation is used up. */
    boolean takeEncryption() {
        return encryptionsLeft.getAndDecrement() > 0;
    }

    @Nullable
    Decision decided(Asked asked) {
        return decisions.get(asked);
    }

    void decided(Asked asked, Decision decision) {
        if (decisions.size() >= MAX_DECISIONS) {
            decisions.clear();
        }
        decisions.put(asked, decision);
    }

    void retire() {
        current = false;
        decisions.clear();
        ready.close();
        publicHalf.close();
    }

    @Override
    public String toString() {
        return "UnlockedKey[" + version.id() + "]";
    }
}
