package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.BadParameter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySpecTest {
    @ParameterizedTest
    @CsvSource({
        "AES, 0, size",
        "AES, 64, size",
        "AES, 512, size",
        "HMAC_SHA256, 120, size",
        "HMAC_SHA256, 1032, size",
        "HMAC_SHA256, 257, size",
        "RSA, 1024, size",
        "RSA, 2049, size",
        "RSA, 8192, size"
    })
    void a_size_that_is_not_on_offer_is_refused(Algorithm algorithm, int bits, String field) {
        refuses(field, () -> new KeySpec(algorithm, bits, null));
    }

    @Test
    void a_curve_is_for_ec_and_ed25519_and_fits() {
        refuses("curveid", () -> new KeySpec(Algorithm.AES, 256, Curve.P256));
        refuses("curveid", () -> new KeySpec(Algorithm.HMAC_SHA512, 512, Curve.P521));
        refuses("curveid", () -> new KeySpec(Algorithm.RSA, 2048, Curve.P256));
        refuses("curveid", () -> new KeySpec(Algorithm.EC, 256, null));
        refuses("curveid", () -> new KeySpec(Algorithm.EC, 256, Curve.ED25519));
        refuses("curveid", () -> new KeySpec(Algorithm.ED25519, 256, Curve.P256));
        refuses("size", () -> new KeySpec(Algorithm.EC, 384, Curve.P256));
        refuses("size", () -> new KeySpec(Algorithm.ED25519, 255, Curve.ED25519));
        refuses("size", () -> KeySpec.withDefaults(Algorithm.EC, 512, null));
    }

    @Test
    void what_is_left_out_is_filled_in() {
        defaults(Algorithm.AES, 256, null);
        defaults(Algorithm.HMAC_SHA256, 256, null);
        defaults(Algorithm.HMAC_SHA384, 384, null);
        defaults(Algorithm.HMAC_SHA512, 512, null);
        defaults(Algorithm.RSA, 3072, null);
        defaults(Algorithm.EC, 256, Curve.P256);
        defaults(Algorithm.ED25519, 256, Curve.ED25519);
        assertThat(KeySpec.withDefaults(Algorithm.EC, 521, null).curve()).isEqualTo(Curve.P521);
        assertThat(KeySpec.withDefaults(Algorithm.EC, null, Curve.P384).bits()).isEqualTo(384);
        assertThat(KeySpec.withDefaults(Algorithm.EC, 521, null).bytes()).isEqualTo(66);
        var aes = KeySpec.withDefaults(Algorithm.AES, 128, null);
        assertThatIllegalStateException().isThrownBy(aes::theCurve);
    }

    private static void defaults(Algorithm algorithm, int bits, @Nullable Curve curve) {
        assertThat(KeySpec.withDefaults(algorithm, null, null)).isEqualTo(new KeySpec(algorithm, bits, curve));
    }

    private static void refuses(String field, ThrowingCallable make) {
        assertThatThrownBy(make).isInstanceOfSatisfying(BadParameter.class, bad -> {
            assertThat(bad.field()).isEqualTo(field);
            assertThat(bad).hasMessage(field + ": " + bad.rule());
        });
    }

    @Test
    void names_are_read_in_any_case_with_and_without_dashes() {
        for (var algorithm : Algorithm.values()) {
            assertThat(Algorithm.of(algorithm.label())).contains(algorithm);
        }
        assertThat(Algorithm.of("hmacsha256")).contains(Algorithm.HMAC_SHA256);
        assertThat(Algorithm.of("hmac-sha512")).contains(Algorithm.HMAC_SHA512);
        assertThat(Algorithm.of("des")).isEmpty();
        for (String name : new String[] {"P-256", "secp256r1", "prime256v1", "NISTP256", "nist-p256"}) {
            assertThat(Curve.of(name)).contains(Curve.P256);
        }
        assertThat(Curve.of("secp521r1")).contains(Curve.P521);
        assertThat(Curve.of("Ed25519")).contains(Curve.ED25519);
        assertThat(Curve.of("secp256k1")).isEmpty();
        for (String name : new String[] {"SHA-256", "sha256", "SHA_256"}) {
            assertThat(Hash.of(name)).contains(Hash.SHA256);
        }
        for (String name : new String[] {"SHA3-256", "sha3_256", "SHA-3-256"}) {
            assertThat(Hash.of(name)).contains(Hash.SHA3_256);
        }
        assertThat(Hash.of("none")).contains(Hash.NONE);
        assertThat(Hash.of("md5")).isEmpty();
        assertThat(RsaPadding.of("oaep256")).contains(RsaPadding.OAEP256);
        assertThat(SignaturePadding.of("pss")).contains(SignaturePadding.PSS);
        assertThat(SignatureFormat.of("p1363")).contains(SignatureFormat.P1363);
    }
}
