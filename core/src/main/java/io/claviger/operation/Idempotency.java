package io.claviger.operation;

import io.claviger.KmsException.Conflict;
import io.claviger.crypto.Bytes;
import io.claviger.custody.Custody;
import io.claviger.operation.Operation.Change;
import io.claviger.operation.Reader.Replay;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a retry change nothing twice. For a day it keeps, by caller and key, a MAC over what was asked, before wrapping and
 * hashing made an honest retry look different, and the id of what became of it.
 *
 * @param mac over the operation's {@link Canonical} form, under the domain's key, in hex
 */
record Idempotency(UUID domain, UUID caller, String key, String mac) {
    /** Null when the caller gave no key, or the operation's answer cannot be given twice. */
    static @Nullable Idempotency of(Call call, Change<?, ?, ?> change, Custody custody) {
        String key = call.idempotencyKey();
        if (key == null || !change.repeatable()) {
            return null;
        }
        Bytes form = call.form();
        return change.relative() && form != null
                ? of(call, key, form, custody)
                : of(call, key, Bytes.taking(Canonical.of(change)), custody);
    }

    /** Of a request as it came in at the door. */
    static Idempotency of(Call call, String key, Bytes form, Custody custody) {
        String mac = custody.mac(call.domain(), "idempotency", form.toArray()).hex();
        return new Idempotency(call.domain(), call.principal().id(), key, mac);
    }

    /**
     * The id of what an earlier request with this key made.
     *
     * @throws Conflict when that was another request
     */
    Optional<UUID> earlier(Reader reader, Instant now) {
        Optional<Replay> replay = reader.replay(domain, caller, key)
                .filter(r -> r.at().plus(Replay.KEPT).isAfter(now));
        if (replay.isPresent() && !replay.get().requestMac().equals(mac)) {
            throw new Conflict("this Idempotency-Key came before with another request");
        }
        return replay.map(Replay::result);
    }

    void remember(Transaction tx, UUID result) {
        tx.remember(domain, caller, key, new Replay(mac, result, tx.now()));
    }
}
