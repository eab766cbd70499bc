package io.claviger.operation;

import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.EcPublic;
import io.claviger.crypto.EdPublic;
import io.claviger.crypto.RsaPublic;
import io.claviger.crypto.SignatureFormat;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Use;

/**
 * Checks a signature (KMIP 2.1, section 6.1.56). A wrong one is an answer, not a failure. By the private
 * half's name it works too: both halves know the public key.
 */
public record SignatureVerify(Target.OfKey target, Bytes message, Bytes signature, SignatureScheme scheme)
        implements Use<Boolean> {

    @Override
    public Usage purpose() {
        return Usage.VERIFY;
    }

    @Override
    public Boolean perform(UnlockedKey key, UseContext context) {
        scheme.requireFits(key.key().spec());
        return switch (key.publicHalf()) {
            case RsaPublic rsa ->
                rsa.verify(
                        scheme.hashOrDefault(),
                        scheme.paddingOrDefault(),
                        message.toArray(),
                        scheme.saltLength(),
                        signature);
            case EcPublic ec -> ec.verify(scheme.hashOrDefault(), message.toArray(), SignatureFormat.DER, signature);
            case EdPublic ed -> ed.verify(message.toArray(), signature);
            default -> throw new WrongUsage("a key of this kind does not verify signatures");
        };
    }

    @Override
    public String toString() {
        return "SignatureVerify[%s, %d bytes]".formatted(target, message.size());
    }
}
