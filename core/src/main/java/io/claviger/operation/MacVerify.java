package io.claviger.operation;

import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.HmacKey;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Use;

/** Checks a MAC (KMIP 2.1, section 6.1.33). A wrong one is an answer, not a failure. */
public record MacVerify(Target.OfKey target, Bytes message, Bytes mac) implements Use<Boolean> {
    @Override
    public Usage purpose() {
        return Usage.MAC_VERIFY;
    }

    @Override
    public Boolean perform(UnlockedKey key, UseContext context) {
        if (!(key.ready() instanceof HmacKey hmac)) {
            throw new WrongUsage("a key of this kind checks no MAC");
        }
        return hmac.verify(message.toArray(), mac);
    }

    @Override
    public String toString() {
        return "MacVerify[%s, %d bytes]".formatted(target, message.size());
    }
}
