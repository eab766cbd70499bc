package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key is: algorithm, size in bits and, for EC and Ed25519 alone, the curve. Cannot name a key that cannot
 * be; the constructor answers {@link BadParameter} with the field and what is allowed.
 */
public record KeySpec(
        Algorithm algorithm, int bits, @Nullable Curve curve) {
    private static final List<Integer> AES_BITS = List.of(128, 192, 256);
    private static final List<Integer> RSA_BITS = List.of(2048, 3072, 4096);
    private static final int HMAC_LEAST_BITS = 128;
    private static final int HMAC_MOST_BITS = 1024;

    public KeySpec {
        switch (algorithm) {
            case AES -> {
                requireNoCurve(curve);
                require(AES_BITS.contains(bits), "size", "must be 128, 192 or 256 for AES");
            }
            case HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> {
                requireNoCurve(curve);
                boolean fits = bits >= HMAC_LEAST_BITS && bits <= HMAC_MOST_BITS && bits % 8 == 0;
                require(fits, "size", "must be 128 to 1024 and a multiple of 8 for HMAC");
            }
            case RSA -> {
                requireNoCurve(curve);
                require(RSA_BITS.contains(bits), "size", "must be 2048, 3072 or 4096 for RSA");
            }
            case EC -> {
                require(
                        curve != null && curve != Curve.ED25519,
                        "curveid",
                        "must be prime256v1, secp384r1 or secp521r1 for EC");
                requireBitsOf(curve, bits);
            }
            case ED25519 -> {
                require(curve == Curve.ED25519, "curveid", "must be ED25519 for ED25519");
                requireBitsOf(curve, bits);
            }
        }
    }

    /** Fills in what was left out: AES 256, HMAC as long as its hash, RSA 3072, EC on P-256. */
    public static KeySpec withDefaults(Algorithm algorithm, @Nullable Integer bits, @Nullable Curve curve) {
        return switch (algorithm) {
            case AES -> new KeySpec(algorithm, orElse(bits, 256), curve);
            case HMAC_SHA256 -> new KeySpec(algorithm, orElse(bits, 256), curve);
            case HMAC_SHA384 -> new KeySpec(algorithm, orElse(bits, 384), curve);
            case HMAC_SHA512 -> new KeySpec(algorithm, orElse(bits, 512), curve);
            case RSA -> new KeySpec(algorithm, orElse(bits, 3072), curve);
            case EC -> {
                Curve chosen = curve == null ? curveOf(bits) : curve;
                yield new KeySpec(algorithm, orElse(bits, chosen.bits()), chosen);
            }
            case ED25519 -> new KeySpec(algorithm, orElse(bits, 256), curve == null ? Curve.ED25519 : curve);
        };
    }

    private static Curve curveOf(@Nullable Integer bits) {
        if (bits == null) {
            return Curve.P256;
        }
        return switch (bits) {
            case 256 -> Curve.P256;
            case 384 -> Curve.P384;
            case 521 -> Curve.P521;
            default -> throw new BadParameter("size", "must be 256, 384 or 521 for EC");
        };
    }

    private static int orElse(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static void requireNoCurve(@Nullable Curve curve) {
        require(curve == null, "curveid", "is for EC and ED25519 only");
    }

    private static void requireBitsOf(@Nullable Curve curve, int bits) {
        require(curve != null && bits == curve.bits(), "size", "must be the size of the curve");
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadParameter(field, rule);
        }
    }

    /** Bytes of a symmetric key; of a pair, the size of its modulus or coordinate in bytes. */
    public int bytes() {
        return (bits + 7) / 8;
    }

    /** The curve of a key that has one; throws {@link IllegalStateException} for the others. */
    Curve theCurve() {
        if (curve == null) {
            throw new IllegalStateException(algorithm.label() + " has no curve");
        }
        return curve;
    }
}
