package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.BadKey;
import io.claviger.crypto.CryptoException.BadParameter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcAndEdTest {
    private static final byte[] MESSAGE = {1, 2, 3, 4};
    private static final KeySpec ED = KeySpec.withDefaults(Algorithm.ED25519, null, null);

    @ParameterizedTest
    @EnumSource(
            value = Curve.class,
            names = {"P256", "P384", "P521"})
    void every_curve_hash_and_format_verifies_what_it_signed(Curve curve) {
        var pair = Fixtures.GENERATION.generate(new KeySpec(Algorithm.EC, curve.bits(), curve));
        try (var secret = pair.secret();
                var signer = (EcPrivate) ReadyKey.of(pair.spec(), KeyPart.PRIVATE, secret, Bytes.NONE);
                var verifier = (EcPublic) Fixtures.publicHalf(pair)) {
            for (Hash hash : Hash.values()) {
                byte[] message = hash == Hash.NONE ? new byte[64] : MESSAGE;
                for (var format : SignatureFormat.values()) {
                    var signature = signer.sign(hash, message, format, true);
                    assertThat(verifier.verify(hash, message, format, signature))
                            .isTrue();
                    int last = signature.size() - 1;
                    assertThat(verifier.verify(hash, message, format, Fixtures.flipped(signature, last)))
                            .isFalse();
                }
            }
            assertThat(signer.sign(Hash.SHA512, MESSAGE, SignatureFormat.P1363, false)
                            .size())
                    .isEqualTo(2 * curve.bytes());
        }
    }

    @Test
    void the_jdk_agrees() throws GeneralSecurityException {
        try (var signer = (EcPrivate) Fixtures.privateHalf(Fixtures.P256_PAIR)) {
            var verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
            verifier.initVerify(KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(
                            Fixtures.P256_PAIR.publicKey().toArray())));
            verifier.update(MESSAGE);
            assertThat(verifier.verify(signer.sign(Hash.SHA256, MESSAGE, SignatureFormat.DER, false)
                            .toArray()))
                    .isTrue();
        }
    }

    @Property(tries = 100)
    void what_is_no_signature_is_false_and_never_an_error(@ForAll @Size(max = 80) byte[] junk) {
        try (var ec = (EcPublic) Fixtures.publicHalf(Fixtures.P256_PAIR)) {
            for (var format : SignatureFormat.values()) {
                assertThat(ec.verify(Hash.SHA256, MESSAGE, format, Bytes.copyOf(junk)))
                        .isFalse();
            }
        }
    }

    @Property(tries = 100)
    void the_two_formats_carry_the_same_numbers(
            @ForAll @BigRange(min = "0", max = "115792089237316195423570985008687907853269984665640564039457")
                    BigInteger r) {
        byte[] der = Der.write(Der.SEQUENCE, Der.write(r), Der.write(BigInteger.ONE));
        byte[] back = EcdsaForm.der(Bytes.taking(EcdsaForm.p1363(der, Curve.P256)), Curve.P256);
        assertThat(back).isEqualTo(der);
    }

    @Test
    void a_ready_made_digest_has_20_to_64_bytes() {
        try (var signer = (EcPrivate) Fixtures.privateHalf(Fixtures.P256_PAIR);
                var verifier = (EcPublic) Fixtures.publicHalf(Fixtures.P256_PAIR)) {
            for (int size : new int[] {19, 65}) {
                assertThatThrownBy(() -> signer.sign(Hash.NONE, new byte[size], SignatureFormat.DER, false))
                        .isInstanceOf(BadParameter.class);
                assertThatThrownBy(() -> verifier.verify(Hash.NONE, new byte[size], SignatureFormat.DER, Bytes.NONE))
                        .isInstanceOf(BadParameter.class);
            }
            assertThatThrownBy(() -> signer.sign(Hash.SHA1, MESSAGE, SignatureFormat.DER, false))
                    .isInstanceOf(BadParameter.class)
                    .hasMessageStartingWith("hashAlgo");
        }
    }

    @Test
    void a_key_that_is_not_what_its_record_says_is_refused() {
        var p384 = new KeySpec(Algorithm.EC, 384, Curve.P384);
        assertThatThrownBy(() -> ReadyKey.of(p384, KeyPart.PUBLIC, null, Fixtures.P256_PAIR.publicKey()))
                .isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> ReadyKey.of(p384, KeyPart.PRIVATE, Fixtures.P256_PAIR.secret(), Bytes.NONE))
                .isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> ReadyKey.of(ED, KeyPart.PUBLIC, null, Fixtures.P256_PAIR.publicKey()))
                .isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> ReadyKey.of(ED, KeyPart.PUBLIC, null, Bytes.NONE))
                .isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> ReadyKey.of(ED, KeyPart.PRIVATE, null, Bytes.NONE))
                .isInstanceOf(BadKey.class);
        assertThatThrownBy(() -> ReadyKey.of(ED, KeyPart.SECRET, Fixtures.P256_PAIR.secret(), Bytes.NONE))
                .isInstanceOf(BadKey.class);
    }

    @Test
    void ed25519_signs_the_same_twice_and_verifies() {
        var pair = Fixtures.GENERATION.generate(ED);
        try (var secret = pair.secret();
                var signer = (EdPrivate) ReadyKey.of(ED, KeyPart.PRIVATE, secret, Bytes.NONE);
                var verifier = (EdPublic) Fixtures.publicHalf(pair)) {
            var signature = signer.sign(MESSAGE);
            assertThat(signature.size()).isEqualTo(64);
            assertThat(signer.sign(MESSAGE)).isEqualTo(signature);
            assertThat(verifier.verify(MESSAGE, signature)).isTrue();
            assertThat(verifier.verify(new byte[4], signature)).isFalse();
            assertThat(verifier.verify(MESSAGE, Bytes.taking(new byte[63]))).isFalse();
            assertThat(verifier.verify(MESSAGE, Bytes.taking(new byte[64]))).isFalse();
        }
    }

    @Test
    void after_close_every_use_is_refused() {
        var ec = (EcPrivate) Fixtures.privateHalf(Fixtures.P256_PAIR);
        var ecPublic = (EcPublic) Fixtures.publicHalf(Fixtures.P256_PAIR);
        ec.close();
        ecPublic.close();
        assertThatThrownBy(() -> ec.sign(Hash.SHA256, MESSAGE, SignatureFormat.DER, false))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ecPublic.verify(Hash.SHA256, MESSAGE, SignatureFormat.DER, Bytes.NONE))
                .isInstanceOf(IllegalStateException.class);
        var pair = Fixtures.GENERATION.generate(ED);
        var ed = (EdPrivate) Fixtures.privateHalf(pair);
        ed.close();
        pair.secret().close();
        assertThatThrownBy(() -> ed.sign(MESSAGE)).isInstanceOf(IllegalStateException.class);
    }
}
