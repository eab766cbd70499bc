package io.claviger.operation;

import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.HmacKey;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Use;

/** Authenticates a message (KMIP 2.1, section 6.1.32). */
public record Mac(Target.OfKey target, Bytes message) implements Use<Mac.Result> {
    /** @param found the version that was used */
    public record Result(Found.OfKey found, Bytes mac) {}

    @Override
    public Usage purpose() {
        return Usage.MAC_GENERATE;
    }

    @Override
    public Result perform(UnlockedKey key, UseContext context) {
        if (!(key.ready() instanceof HmacKey hmac)) {
            throw new WrongUsage("a key of this kind makes no MAC");
        }
        return new Result(key.found(), hmac.mac(message.toArray()));
    }

    @Override
    public String toString() {
        return "Mac[%s, %d bytes]".formatted(target, message.size());
    }
}
