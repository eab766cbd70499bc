package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadParameter;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * One way of signing with RSA, its parameters checked against the key. SHA-1 and SHA-2 over messages are the
 * provider's work; ready-made digests and SHA-3, which JCA's fast providers lack, are padded by {@link Emsa} and
 * raised to the bare power.
 *
 * @param hash of the message; {@link Hash#NONE} when it arrives hashed
 * @param digest the hash whose output is padded: of PSS always a real one
 * @param saltLength in bytes; 0 for PKCS1
 */
record RsaScheme(Hash hash, SignaturePadding padding, Hash digest, int saltLength, int modulusBits) {

    static RsaScheme of(
            Hash hash, SignaturePadding padding, int messageLength, @Nullable Integer saltLength, int modulusBits) {
        return switch (padding) {
            case PKCS1 -> {
                require(saltLength == null, "saltLength", "is for PSS only");
                int most = (modulusBits + 7) / 8 - 11;
                require(hash != Hash.NONE || messageLength <= most, "data", "must be at most " + most + " bytes");
                yield new RsaScheme(hash, padding, hash, 0, modulusBits);
            }
            case PSS -> {
                Hash digest = hash == Hash.NONE ? digestOf(messageLength) : hash;
                int most = (modulusBits - 1 + 7) / 8 - digest.length() - 2;
                int salt = saltLength == null ? digest.length() : saltLength;
                require(salt >= 0 && salt <= most, "saltLength", "must be 0 to " + most);
                yield new RsaScheme(hash, padding, digest, salt, modulusBits);
            }
        };
    }

    private static Hash digestOf(int length) {
        return switch (length) {
            case 20 -> Hash.SHA1;
            case 28 -> Hash.SHA224;
            case 32 -> Hash.SHA256;
            case 48 -> Hash.SHA384;
            case 64 -> Hash.SHA512;
            default -> throw new BadParameter("data", "must be a digest of 20, 28, 32, 48 or 64 bytes for PSS");
        };
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadParameter(field, rule);
        }
    }

    boolean byProvider() {
        return hash != Hash.NONE && !hash.sha3();
    }

    String jcaName() {
        return switch (padding) {
            case PKCS1 -> Names.fold(hash.standardName()) + "withRSA";
            case PSS -> "RSASSA-PSS";
        };
    }

    void configure(Signature signature) throws InvalidAlgorithmParameterException {
        if (padding == SignaturePadding.PSS) {
            String name = digest.standardName();
            signature.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), saltLength, 1));
        }
    }

    /** The padded block to raise to the private power. */
    byte[] encode(byte[] message) {
        byte[] hashed = hash.digest(message);
        return switch (padding) {
            case PKCS1 -> Emsa.pkcs1(hash, hashed, modulusBits);
            case PSS -> Emsa.pss(digest, hashed, Emsa.salt(saltLength), modulusBits);
        };
    }

    /** Whether {@code block}, a signature raised to the public power, is the padding of this message. */
    boolean fits(byte[] message, byte[] block) {
        byte[] hashed = hash.digest(message);
        return switch (padding) {
            case PKCS1 -> MessageDigest.isEqual(Emsa.pkcs1(hash, hashed, modulusBits), block);
            case PSS -> Emsa.fitsPss(digest, hashed, saltLength, block, modulusBits);
        };
    }
}
