package io.claviger.operation;

import io.claviger.KmsException.Refused;
import io.claviger.KmsException.WrongState;
import io.claviger.crypto.KeyEncoding;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.SecretBytes;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.LifecycleRules;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives out a key's material (KMIP Get): hexadecimal for a symmetric key, PEM for an asymmetric one. That it ever left is
 * kept for good.
 */
public record Export(Target.OfKey target) implements Change<Found.OfKey, Export.Taken, Export.Exported> {
    /** Unwrapped, not yet allowed to leave. */
    record Taken(@Nullable SecretBytes secret, LifecycleRules rules) implements AutoCloseable {
        @Override
        public void close() {
            if (secret != null) {
                secret.close();
            }
        }
    }

    /** @param secret the material as text in ASCII; null for a public key, which the view shows. To be closed. */
    public record Exported(KeyView view, @Nullable SecretBytes secret) {}

    @Override
    public Taken prepare(Call call, Found.OfKey found, Preparation with) {
        requireExportable(found.version(), with.rules(), with.now());
        var wrapped = found.version().material();
        if (wrapped == null) {
            return new Taken(null, with.rules());
        }
        var id = FreshKey.materialId(found.key(), found.version());
        try (SecretBytes raw =
                with.custody().unwrap(id, wrapped, found.version().kekVersion())) {
            Function<SecretBytes, byte[]> text =
                    found.key().part() == KeyPart.PRIVATE ? KeyEncoding::pemOfPrivate : KeyEncoding::hex;
            byte[] ascii = text.apply(raw);
            try {
                return new Taken(with.custody().slab().takeFrom(ascii), with.rules());
            } finally {
                Arrays.fill(ascii, (byte) 0);
            }
        }
    }

    @Override
    public Exported apply(Call call, Taken taken, Found.OfKey found, Transaction tx) {
        requireExportable(found.version(), taken.rules(), tx.now());
        KeyVersion version = tx.save(found.version().edit().exported().done());
        return new Exported(KeyChanges.view(found.key(), version, tx), taken.secret());
    }

    /** An export serves to process data elsewhere, so what holds for processing holds for it. */
    private static void requireExportable(KeyVersion version, LifecycleRules rules, Instant now) {
        KeyState state = version.state(now);
        if (version.unexportable()) {
            throw new Refused("exporting this key", "its flag unexportable");
        }
        if (version.dates().archived()) {
            throw new WrongState("Archived", "exported");
        }
        if (!rules.allow(Usage.EXPORT, state, false) || !version.dates().processingStarted(now)) {
            throw new WrongState(state, "exported");
        }
    }

    @Override
    public boolean opensSecret() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public UUID resultId(Found.OfKey found, Exported result) {
        return found.version().id();
    }

    @Override
    public Exported again(UUID result, Reader reader, Instant now) {
        throw new IllegalStateException("never answered twice");
    }
}
