package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.AesKey;
import io.claviger.crypto.AesMode;
import io.claviger.crypto.BlockPadding;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Plaintext;
import io.claviger.crypto.RsaPadding;
import io.claviger.crypto.RsaPrivate;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Use;
import org.jspecify.annotations.Nullable;

/**
 * Opens what {@link Encrypt} closed (KMIP 2.1, section 6.1.12). Nothing of the plaintext leaves before the tag is right,
 * and a failure says nothing more.
 */
public record Decrypt(
        Target.OfKey target, Bytes ciphertext, @Nullable CipherScheme scheme, Bytes iv, Bytes tag, Bytes associatedData)
        implements Use<Plaintext> {

    @Override
    public Usage purpose() {
        return Usage.DECRYPT;
    }

    @Override
    public Plaintext perform(UnlockedKey key, UseContext context) {
        CipherScheme used = CipherScheme.orDefault(scheme, key.ready());
        return switch (key.ready()) {
            case AesKey aes -> {
                AesMode mode = used.mode();
                BlockPadding padding = used.padding();
                if (mode == null || padding == null) {
                    throw new InvalidField("mode", "must be gcm, cbc or ctr for an AES key");
                }
                yield aes.decrypt(mode, padding, iv, associatedData.toArray(), ciphertext, tag);
            }
            case RsaPrivate rsa -> {
                RsaPadding padding = used.rsaPadding();
                if (padding == null) {
                    throw new InvalidField("pad", "must be oaep, oaep256, oaep384, oaep512 or pkcs1 for an RSA key");
                }
                yield rsa.decrypt(padding, ciphertext);
            }
            default -> throw new WrongUsage("a key of this kind does not decrypt");
        };
    }

    @Override
    public boolean heavy(UnlockedKey key) {
        return key.ready() instanceof RsaPrivate;
    }

    @Override
    public String toString() {
        return "Decrypt[%s, %d bytes]".formatted(target, ciphertext.size());
    }
}
