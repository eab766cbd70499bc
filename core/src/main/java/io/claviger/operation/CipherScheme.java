package io.claviger.operation;

import io.claviger.crypto.AesMode;
import io.claviger.crypto.BlockPadding;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.RsaPadding;
import io.claviger.crypto.RsaPrivate;
import io.claviger.crypto.RsaPublic;
import org.jspecify.annotations.Nullable;

/** How to encrypt: a mode and padding of a block cipher, or a padding of RSA. */
public record CipherScheme(
        @Nullable AesMode mode,
        @Nullable BlockPadding padding,
        @Nullable RsaPadding rsaPadding) {
    private static final CipherScheme GCM = aes(AesMode.GCM, BlockPadding.NONE);
    private static final CipherScheme OAEP = rsa(RsaPadding.OAEP);

    public static CipherScheme aes(AesMode mode, BlockPadding padding) {
        return new CipherScheme(mode, padding, null);
    }

    public static CipherScheme rsa(RsaPadding padding) {
        return new CipherScheme(null, null, padding);
    }

    static CipherScheme orDefault(@Nullable CipherScheme asked, ReadyKey key) {
        if (asked != null) {
            return asked;
        }
        return key instanceof RsaPublic || key instanceof RsaPrivate ? OAEP : GCM;
    }
}
