package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.DecryptRequest;
import io.claviger.api.EncryptReply;
import io.claviger.api.EncryptRequest;
import io.claviger.api.Octets;
import io.claviger.crypto.AesMode;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.BlockPadding;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Hash;
import io.claviger.crypto.Plaintext;
import io.claviger.crypto.RsaPadding;
import io.claviger.crypto.SignaturePadding;
import io.claviger.operation.CipherScheme;
import io.claviger.operation.Decrypt;
import io.claviger.operation.Encrypt;
import io.claviger.operation.SignatureScheme;
import io.claviger.operation.Target;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Uses of keys: the contract's words to operations and back. */
final class CryptoWords {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final CipherScheme GCM = CipherScheme.aes(AesMode.GCM, BlockPadding.NONE);

    private CryptoWords() {}

    /** Takes the plaintext over from the request. */
    static Encrypt encrypt(EncryptRequest request) {
        return new Encrypt(
                target(request.id(), request.keyName(), request.type(), request.version()),
                Plaintext.taking(request.plaintext().open()),
                scheme(request.mode(), request.pad()),
                request.iv() == null ? null : bytes(request.iv()),
                bytes(request.aad()));
    }

    static Decrypt decrypt(DecryptRequest request) {
        return new Decrypt(
                target(request.id(), request.keyName(), request.type(), request.version()),
                bytes(request.ciphertext()),
                scheme(request.mode(), request.pad()),
                bytes(request.iv()),
                bytes(request.tag()),
                bytes(request.aad()));
    }

    static EncryptReply reply(Encrypt.Result result) {
        var sealed = result.sealed();
        CipherScheme scheme = result.scheme();
        AesMode mode = scheme.mode();
        return new EncryptReply(
                octets(sealed.ciphertext()),
                sealed.tag().size() == 0 ? null : octets(sealed.tag()),
                result.found().version().id().toString(),
                result.found().version().number(),
                mode == null ? null : label(mode),
                padLabel(scheme),
                sealed.iv().size() == 0 ? null : octets(sealed.iv()));
    }

    static String hex(Bytes bytes) {
        return UPPER.formatHex(bytes.toArray());
    }

    static Bytes unhex(String field, String hex) {
        try {
            return Bytes.ofHex(hex);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidField(field, "must be pairs of hex digits");
        }
    }

    /** A key that the query names. */
    static Target.OfKey target(Query query) {
        String name = query.required("keyName");
        return KeyWords.target(name, query.text("type"), KeyWords.version(query));
    }

    static SignatureScheme signatureScheme(Query query) {
        SignaturePadding padding = signaturePadding(query.text("signPad"));
        Algorithm algorithm = null;
        String name = query.text("signAlgo");
        if (name != null) {
            switch (name.toUpperCase(Locale.ROOT)) {
                case "RSA" -> algorithm = Algorithm.RSA;
                case "RSASSA-PSS" -> {
                    algorithm = Algorithm.RSA;
                    if (padding == SignaturePadding.PKCS1) {
                        throw new InvalidField("signPad", "must be pss or absent for RSASSA-PSS");
                    }
                    padding = SignaturePadding.PSS;
                }
                case "ECDSA", "EC" -> algorithm = Algorithm.EC;
                case "EDDSA", "ED25519" -> algorithm = Algorithm.ED25519;
                default -> throw new InvalidField("signAlgo", "must be RSA, RSASSA-PSS, ECDSA or EdDSA");
            }
        }
        return new SignatureScheme(hash(query.text("hashAlgo")), padding, query.whole("saltLength"), algorithm);
    }

    private static @Nullable Hash hash(@Nullable String name) {
        return name == null
                ? null
                : Hash.of(name)
                        .orElseThrow(
                                () -> new InvalidField(
                                        "hashAlgo",
                                        "must be SHA-1, SHA-224, SHA-256, SHA-384, SHA-512, SHA3-256, SHA3-384, SHA3-512 or none"));
    }

    private static @Nullable SignaturePadding signaturePadding(@Nullable String name) {
        return name == null
                ? null
                : SignaturePadding.of(name).orElseThrow(() -> new InvalidField("signPad", "must be pkcs1 or pss"));
    }

    private static Target.OfKey target(
            @Nullable String id, @Nullable String keyName, @Nullable String type, @Nullable Integer version) {
        if (id != null && keyName != null) {
            throw new InvalidField("keyName", "must not stand beside id");
        }
        if (id != null) {
            return KeyWords.target(id, type, version);
        }
        if (keyName == null) {
            throw new InvalidField("id", "is required");
        }
        return KeyWords.target(keyName, type == null ? "name" : type, version);
    }

    /** Null leaves it to the kind of key. */
    static @Nullable CipherScheme scheme(@Nullable String mode, @Nullable String pad) {
        if (pad == null) {
            return mode == null ? null : mode.equals("gcm") ? GCM : block(mode(mode), null);
        }
        RsaPadding rsa = RsaPadding.of(pad).orElse(null);
        if (rsa != null) {
            if (mode != null) {
                throw new InvalidField("mode", "must be absent with a padding of RSA");
            }
            return CipherScheme.rsa(rsa);
        }
        BlockPadding padding = BlockPadding.of(pad)
                .orElseThrow(() -> new InvalidField(
                        "pad", "must be none or pkcs7 for AES, and oaep, oaep256, oaep384, oaep512 or pkcs1 for RSA"));
        return block(mode == null ? AesMode.GCM : mode(mode), padding);
    }

    private static AesMode mode(String name) {
        return AesMode.of(name).orElseThrow(() -> new InvalidField("mode", "must be gcm, cbc or ctr"));
    }

    private static CipherScheme block(AesMode mode, @Nullable BlockPadding padding) {
        return switch (mode) {
            case GCM, CTR -> {
                if (padding == BlockPadding.PKCS7) {
                    throw new InvalidField("pad", "must be none for gcm and ctr");
                }
                yield CipherScheme.aes(mode, BlockPadding.NONE);
            }
            case CBC -> CipherScheme.aes(mode, padding == null ? BlockPadding.PKCS7 : padding);
        };
    }

    private static String label(AesMode mode) {
        return switch (mode) {
            case GCM -> "gcm";
            case CBC -> "cbc";
            case CTR -> "ctr";
        };
    }

    /** Said where there was a choice. */
    private static @Nullable String padLabel(CipherScheme scheme) {
        RsaPadding rsa = scheme.rsaPadding();
        if (rsa != null) {
            return rsa.name().toLowerCase(Locale.ROOT);
        }
        BlockPadding padding = scheme.padding();
        return scheme.mode() == AesMode.CBC && padding != null ? padding.name().toLowerCase(Locale.ROOT) : null;
    }

    private static Bytes bytes(@Nullable Octets octets) {
        return octets == null ? Bytes.NONE : Bytes.taking(octets.open());
    }

    private static Octets octets(Bytes bytes) {
        return Octets.taking(bytes.toArray());
    }
}
