package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** RSA ciphers with a key and a padding in them; {@code doFinal} leaves them ready for the next message. */
final class RsaCiphers {
    private RsaCiphers() {}

    /** Null for {@code padding} is the bare power, for blocks padded here. */
    static Cipher ready(@Nullable RsaPadding padding, int direction, Key key) throws GeneralSecurityException {
        if (padding == null) {
            return ready("RSA/ECB/NoPadding", direction, key);
        }
        return switch (padding) {
            case PKCS1 -> ready("RSA/ECB/PKCS1Padding", direction, key);
            case OAEP, OAEP256, OAEP384, OAEP512 -> {
                Cipher cipher = Providers.rsa("RSA/ECB/OAEPPadding");
                cipher.init(direction, key, padding.oaep());
                yield cipher;
            }
        };
    }

    private static Cipher ready(String transformation, int direction, Key key) throws GeneralSecurityException {
        Cipher cipher = Providers.rsa(transformation);
        cipher.init(direction, key);
        return cipher;
    }
}
