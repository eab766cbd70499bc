package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.WrongUsage;
import io.claviger.crypto.AesKey;
import io.claviger.crypto.AesMode;
import io.claviger.crypto.BlockPadding;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Ivs;
import io.claviger.crypto.Plaintext;
import io.claviger.crypto.RsaPadding;
import io.claviger.crypto.RsaPublic;
import io.claviger.crypto.Sealed;
import io.claviger.key.Usage;
import io.claviger.operation.Operation.Use;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a plaintext under a key that never leaves the server (KMIP 2.1, section 6.1.16).
 *
 * @param scheme how; null is what the key's kind does by default
 * @param iv chosen by the caller; null lets the server choose, which is what a caller wants
 */
public record Encrypt(
        Target.OfKey target,
        Plaintext plaintext,
        @Nullable CipherScheme scheme,
        @Nullable Bytes iv,
        Bytes associatedData)
        implements Use<Encrypt.Result> {

    /** @param found the version that was used; which ciphertext needs it is the caller's to keep */
    public record Result(Found.OfKey found, CipherScheme scheme, Sealed sealed) {}

    @Override
    public Usage purpose() {
        return Usage.ENCRYPT;
    }

    @Override
    public Result perform(UnlockedKey key, UseContext context) {
        CipherScheme used = CipherScheme.orDefault(scheme, key.ready());
        Sealed sealed = switch (key.ready()) {
            case AesKey aes -> aes(aes, used, key, context);
            case RsaPublic rsa -> rsa(rsa, used);
            default -> throw new WrongUsage("a key of this kind does not encrypt");
        };
        return new Result(key.found(), used, sealed);
    }

    private Sealed aes(AesKey aes, CipherScheme used, UnlockedKey key, UseContext context) {
        AesMode mode = used.mode();
        BlockPadding padding = used.padding();
        if (mode == null || padding == null) {
            throw new InvalidField("mode", "must be gcm, cbc or ctr for an AES key");
        }
        if (iv != null) {
            boolean allowed = mode != AesMode.CBC && key.key().allowClientIv();
            if (!allowed) {
                throw new InvalidField("iv", "must be left to the server for this key and mode");
            }
        } else if (!key.takeEncryption()) {
            throw new WrongUsage("the encryptions reserved for this key are used up");
        }
        Bytes chosen = iv != null ? iv : Ivs.random(mode, context.random());
        return aes.encrypt(mode, padding, chosen, associatedData.toArray(), plaintext);
    }

    private Sealed rsa(RsaPublic rsa, CipherScheme used) {
        RsaPadding padding = used.rsaPadding();
        if (padding == null || iv != null || associatedData.size() > 0) {
            throw new InvalidField(
                    "pad", "must be oaep, oaep256, oaep384 or oaep512, without iv and aad, for an RSA key");
        }
        return new Sealed(rsa.encrypt(padding, plaintext), Bytes.NONE, Bytes.NONE);
    }

    @Override
    public String toString() {
        return "Encrypt[%s, %d bytes]".formatted(target, plaintext.size());
    }
}
