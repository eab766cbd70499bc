package io.claviger.operation;

import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.EdPrivate;
import io.claviger.crypto.RsaPrivate;
import io.claviger.crypto.SignatureFormat;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Use;

/** Signs a message with a private key (KMIP 2.1, section 6.1.55). */
public record Sign(Target.OfKey target, Bytes message, SignatureScheme scheme) implements Use<Sign.Result> {
    /** @param found the version that signed */
    public record Result(Found.OfKey found, Bytes signature) {}

    @Override
    public Usage purpose() {
        return Usage.SIGN;
    }

    @Override
    public Result perform(UnlockedKey key, UseContext context) {
        scheme.requireFits(key.key().spec());
        boolean sha1 = context.rules().sha1Signatures();
        Bytes signature = switch (key.ready()) {
            case RsaPrivate rsa ->
                rsa.sign(
                        scheme.hashOrDefault(),
                        scheme.paddingOrDefault(),
                        message.toArray(),
                        scheme.saltLength(),
                        sha1);
            case EcPrivate ec -> ec.sign(scheme.hashOrDefault(), message.toArray(), SignatureFormat.DER, sha1);
            case EdPrivate ed -> ed.sign(message.toArray());
            default -> throw new WrongUsage("a key of this kind does not sign");
        };
        return new Result(key.found(), signature);
    }

    @Override
    public boolean heavy(UnlockedKey key) {
        return key.ready() instanceof RsaPrivate;
    }

    @Override
    public String toString() {
        return "Sign[%s, %d bytes]".formatted(target, message.size());
    }
}
