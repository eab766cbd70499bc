package io.claviger.operation;

import io.claviger.KmsException;
import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.NotAuthentic;
import io.claviger.KmsException.Unavailable;
import io.claviger.crypto.CryptoException;
import java.time.Duration;

/** Turns what the algorithms say into what a caller may hear. */
final class Failures {
    private Failures() {}

    static RuntimeException known(RuntimeException failure) {
        if (failure instanceof KmsException || !(failure instanceof CryptoException crypto)) {
            return failure;
        }
        return switch (crypto) {
            case CryptoException.NotAuthentic _ -> new NotAuthentic();
            case CryptoException.BadKey bad -> new InvalidField(bad.field(), bad.rule());
            case CryptoException.BadParameter bad -> new InvalidField(bad.field(), bad.rule());
            case CryptoException.NoRoom _ -> new Unavailable("locked memory", Duration.ofSeconds(1), crypto);
        };
    }
}
