package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.BadParameter;
import io.claviger.crypto.CryptoException.NotAuthentic;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RsaTest {
    private static final byte[] MESSAGE = {1, 2, 3, 4};
    private static final RsaPrivate PRIVATE = (RsaPrivate) Fixtures.privateHalf(Fixtures.RSA_PAIR);
    private static final RsaPublic PUBLIC = (RsaPublic) Fixtures.publicHalf(Fixtures.RSA_PAIR);

    private static Bytes sign(Hash hash, SignaturePadding padding, byte[] message, @Nullable Integer salt) {
        return PRIVATE.sign(hash, padding, message, salt, true);
    }

    @ParameterizedTest
    @EnumSource(value = Hash.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void what_is_signed_verifies_and_nothing_else_does(Hash hash) {
        for (var padding : SignaturePadding.values()) {
            var signature = sign(hash, padding, MESSAGE, null);
            assertThat(PUBLIC.verify(hash, padding, MESSAGE, null, signature)).isTrue();
            assertThat(PUBLIC.verify(hash, padding, new byte[4], null, signature))
                    .isFalse();
            assertThat(PUBLIC.verify(hash, padding, MESSAGE, null, Fixtures.flipped(signature, 99)))
                    .isFalse();
            assertThat(PUBLIC.verify(hash, padding, MESSAGE, null, Bytes.NONE)).isFalse();
            var beyond = new byte[256];
            Arrays.fill(beyond, (byte) 0xff);
            assertThat(PUBLIC.verify(hash, padding, MESSAGE, null, Bytes.taking(beyond)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Hash.class,
            names = {"SHA256", "SHA384", "SHA3_256", "SHA3_512"})
    void the_jdk_agrees_with_pkcs1(Hash hash) throws GeneralSecurityException {
        var key = KeyFactory.getInstance("RSA")
                .generatePublic(
                        new X509EncodedKeySpec(Fixtures.RSA_PAIR.publicKey().toArray()));
        String name = hash.sha3() ? hash.standardName() : Names.fold(hash.standardName());
        var verifier = Signature.getInstance(name + "withRSA", "SunRsaSign");
        verifier.initVerify(key);
        verifier.update(MESSAGE);
        assertThat(verifier.verify(
                        sign(hash, SignaturePadding.PKCS1, MESSAGE, null).toArray()))
                .isTrue();
    }

    @Test
    void a_ready_made_digest_is_padded_as_it_is_by_pkcs1() {
        byte[] info = HexFormat.of()
                .parseHex("3031300d060960864801650304020105000420"
                        + HexFormat.of().formatHex(Sha256.digest(MESSAGE)));
        var signature = sign(Hash.NONE, SignaturePadding.PKCS1, info, null);
        assertThat(signature).isEqualTo(sign(Hash.SHA256, SignaturePadding.PKCS1, MESSAGE, null));
        assertThat(PUBLIC.verify(Hash.NONE, SignaturePadding.PKCS1, info, null, signature))
                .isTrue();
        info[30] ^= 1;
        assertThat(PUBLIC.verify(Hash.NONE, SignaturePadding.PKCS1, info, null, signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Hash.class,
            names = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"})
    void the_length_of_a_ready_made_digest_picks_the_hash_of_pss(Hash hash) {
        byte[] digest = hash.digest(MESSAGE);
        for (int salt : new int[] {0, 7, 32}) {
            var byHand = sign(Hash.NONE, SignaturePadding.PSS, digest, salt);
            assertThat(PUBLIC.verify(hash, SignaturePadding.PSS, MESSAGE, salt, byHand))
                    .isTrue();
            var byProvider = sign(hash, SignaturePadding.PSS, MESSAGE, salt);
            assertThat(PUBLIC.verify(Hash.NONE, SignaturePadding.PSS, digest, salt, byProvider))
                    .isTrue();
            assertThat(PUBLIC.verify(hash, SignaturePadding.PSS, MESSAGE, salt + 1, byHand))
                    .isFalse();
            assertThat(PUBLIC.verify(Hash.NONE, SignaturePadding.PSS, digest, salt + 1, byProvider))
                    .isFalse();
        }
    }

    @Test
    void sha1_signs_only_where_policy_lets_it() {
        refuses("hashAlgo", () -> PRIVATE.sign(Hash.SHA1, SignaturePadding.PKCS1, MESSAGE, null, false));
        refuses("hashAlgo", () -> PRIVATE.sign(Hash.SHA1, SignaturePadding.PSS, MESSAGE, null, false));
        refuses("hashAlgo", () -> PRIVATE.sign(Hash.NONE, SignaturePadding.PSS, new byte[20], null, false));
    }

    @Test
    void a_salt_is_for_pss_and_fits_the_key() {
        refuses("saltLength", () -> sign(Hash.SHA256, SignaturePadding.PKCS1, MESSAGE, 32));
        refuses("saltLength", () -> sign(Hash.SHA256, SignaturePadding.PSS, MESSAGE, -1));
        refuses("saltLength", () -> sign(Hash.SHA256, SignaturePadding.PSS, MESSAGE, 223));
        assertThat(sign(Hash.SHA256, SignaturePadding.PSS, MESSAGE, 222).size()).isEqualTo(256);
        assertThat(sign(Hash.SHA3_256, SignaturePadding.PSS, MESSAGE, 222).size())
                .isEqualTo(256);
    }

    @Test
    void a_ready_made_digest_has_a_length_that_fits() {
        refuses("data", () -> sign(Hash.NONE, SignaturePadding.PKCS1, new byte[246], null));
        refuses("data", () -> sign(Hash.NONE, SignaturePadding.PSS, new byte[33], null));
        assertThat(sign(Hash.NONE, SignaturePadding.PKCS1, new byte[245], null).size())
                .isEqualTo(256);
    }

    @ParameterizedTest
    @EnumSource(value = RsaPadding.class, mode = EnumSource.Mode.EXCLUDE, names = "PKCS1")
    void oaep_opens_what_it_closed_up_to_its_longest(RsaPadding padding) {
        int most = padding.mostPlaintext(256);
        for (int size : new int[] {0, 1, most}) {
            byte[] message = new byte[size];
            Arrays.fill(message, (byte) 7);
            var closed = PUBLIC.encrypt(padding, Plaintext.taking(message.clone()));
            assertThat(PRIVATE.decrypt(padding, closed).open()).isEqualTo(message);
            assertNotAuthentic(padding, Fixtures.flipped(closed, 200));
        }
        refuses("plaintext", () -> PUBLIC.encrypt(padding, Plaintext.taking(new byte[most + 1])));
    }

    @Test
    void pkcs1_opens_but_never_closes() throws GeneralSecurityException {
        refuses("pad", () -> PUBLIC.encrypt(RsaPadding.PKCS1, Plaintext.taking(new byte[1])));
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                KeyFactory.getInstance("RSA")
                        .generatePublic(new X509EncodedKeySpec(
                                Fixtures.RSA_PAIR.publicKey().toArray())));
        var closed = Bytes.taking(cipher.doFinal(MESSAGE));
        assertThat(PRIVATE.decrypt(RsaPadding.PKCS1, closed).open()).isEqualTo(MESSAGE);
    }

    @Test
    void every_failure_to_open_is_the_same() {
        for (var padding : RsaPadding.values()) {
            assertNotAuthentic(padding, Bytes.NONE);
            assertNotAuthentic(padding, Bytes.taking(new byte[255]));
            assertNotAuthentic(padding, Bytes.taking(new byte[256]));
            assertNotAuthentic(padding, Bytes.taking(new byte[257]));
        }
        var closed = PUBLIC.encrypt(RsaPadding.OAEP256, Plaintext.taking(MESSAGE.clone()));
        assertNotAuthentic(RsaPadding.OAEP, closed);
    }

    private static void assertNotAuthentic(RsaPadding padding, Bytes ciphertext) {
        assertThatThrownBy(() -> PRIVATE.decrypt(padding, ciphertext))
                .isInstanceOf(NotAuthentic.class)
                .hasNoCause();
    }

    @Test
    void after_close_every_use_is_refused() {
        var signer = (RsaPrivate) Fixtures.privateHalf(Fixtures.RSA_PAIR);
        var verifier = (RsaPublic) Fixtures.publicHalf(Fixtures.RSA_PAIR);
        var signature = signer.sign(Hash.SHA256, SignaturePadding.PSS, MESSAGE, null, false);
        signer.close();
        verifier.close();
        closed(() -> signer.sign(Hash.SHA256, SignaturePadding.PSS, MESSAGE, null, false));
        closed(() -> signer.sign(Hash.NONE, SignaturePadding.PSS, new byte[32], null, false));
        closed(() -> signer.decrypt(RsaPadding.OAEP, signature));
        closed(() -> verifier.verify(Hash.SHA256, SignaturePadding.PSS, MESSAGE, null, signature));
        closed(() -> verifier.encrypt(RsaPadding.OAEP, Plaintext.taking(new byte[1])));
    }

    private static void closed(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(IllegalStateException.class).hasMessage("the key is closed");
    }

    private static void refuses(String field, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }
}
