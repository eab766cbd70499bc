package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.BadKey;
import io.claviger.crypto.CryptoException.BadParameter;
import io.claviger.crypto.CryptoException.NotAuthentic;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AesKeyTest {
    private static final byte[] NO_AAD = {};
    private static final Bytes IV_12 = Bytes.ofHex("000102030405060708090a0b");
    private static final Bytes IV_16 = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");
    private static final AesKey KEY = Fixtures.aes(256);

    private static Sealed encrypt(AesMode mode, BlockPadding padding, Bytes iv, byte[] aad, byte[] message) {
        return KEY.encrypt(mode, padding, iv, aad, Plaintext.taking(message.clone()));
    }

    private static byte[] decrypt(AesMode mode, BlockPadding padding, byte[] aad, Sealed sealed) {
        return KEY.decrypt(mode, padding, sealed.iv(), aad, sealed.ciphertext(), sealed.tag())
                .open();
    }

    @Property(tries = 200)
    void gcm_opens_what_it_closed(@ForAll @Size(max = 300) byte[] message, @ForAll @Size(max = 40) byte[] aad) {
        var sealed = encrypt(AesMode.GCM, BlockPadding.NONE, Ivs.random(AesMode.GCM, Fixtures.RANDOM), aad, message);
        assertThat(decrypt(AesMode.GCM, BlockPadding.NONE, aad, sealed)).isEqualTo(message);
        assertThat(sealed.ciphertext().size()).isEqualTo(message.length);
    }

    @Property(tries = 200)
    void cbc_and_ctr_open_what_they_closed(@ForAll @Size(max = 300) byte[] message) {
        var cbc = encrypt(AesMode.CBC, BlockPadding.PKCS7, IV_16, NO_AAD, message);
        assertThat(decrypt(AesMode.CBC, BlockPadding.PKCS7, NO_AAD, cbc)).isEqualTo(message);
        assertThat(cbc.ciphertext().size()).isEqualTo(message.length / 16 * 16 + 16);
        var ctr = encrypt(AesMode.CTR, BlockPadding.NONE, IV_16, NO_AAD, message);
        assertThat(decrypt(AesMode.CTR, BlockPadding.NONE, NO_AAD, ctr)).isEqualTo(message);
    }

    @Property(tries = 100)
    void ctr_agrees_with_the_bare_block_cipher(@ForAll @Size(32) byte[] raw, @ForAll @Size(max = 100) byte[] message)
            throws GeneralSecurityException {
        try (var secret = Fixtures.SLAB.takeFrom(raw.clone());
                var key = AesKey.of(new KeySpec(Algorithm.AES, 256, null), secret)) {
            var sealed = key.encrypt(AesMode.CTR, BlockPadding.NONE, IV_16, NO_AAD, Plaintext.taking(message.clone()));
            assertThat(sealed.ciphertext().toArray()).isEqualTo(naiveCtr(raw, message));
        }
    }

    private static byte[] naiveCtr(byte[] raw, byte[] message) throws GeneralSecurityException {
        var block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(raw, "AES"));
        byte[] counter = IV_16.toArray();
        byte[] out = message.clone();
        for (int at = 0; at < out.length; at += 16) {
            byte[] stream = block.doFinal(counter);
            for (int i = 0; i < 16 && at + i < out.length; i++) {
                out[at + i] ^= stream[i];
            }
            counter[15]++;
        }
        return out;
    }

    @Property(tries = 100)
    void any_changed_bit_of_ciphertext_tag_aad_or_iv_is_not_authentic(@ForAll @Size(min = 1, max = 60) byte[] message) {
        byte[] aad = {1, 2, 3};
        var sealed = encrypt(AesMode.GCM, BlockPadding.NONE, IV_12, aad, message);
        int at = message.length / 2;
        var changed = new Sealed[] {
            new Sealed(Fixtures.flipped(sealed.ciphertext(), at), sealed.iv(), sealed.tag()),
            new Sealed(sealed.ciphertext(), Fixtures.flipped(sealed.iv(), 3), sealed.tag()),
            new Sealed(sealed.ciphertext(), sealed.iv(), Fixtures.flipped(sealed.tag(), 15)),
        };
        for (var wrong : changed) {
            assertThatThrownBy(() -> decrypt(AesMode.GCM, BlockPadding.NONE, aad, wrong))
                    .isInstanceOf(NotAuthentic.class)
                    .hasMessage("not authentic")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> decrypt(AesMode.GCM, BlockPadding.NONE, NO_AAD, sealed))
                .isInstanceOf(NotAuthentic.class);
    }

    @Test
    void the_same_iv_twice_gives_the_same_answer_twice() {
        byte[] message = new byte[64];
        var first = encrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, message);
        assertThat(encrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, message))
                .isEqualTo(first);
    }

    @Test
    void many_threads_share_one_key() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 400)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        byte[] message = new byte[i];
                        Arrays.fill(message, (byte) i);
                        var iv = Ivs.random(AesMode.GCM, Fixtures.RANDOM);
                        var sealed = encrypt(AesMode.GCM, BlockPadding.NONE, iv, NO_AAD, message);
                        return Arrays.equals(decrypt(AesMode.GCM, BlockPadding.NONE, NO_AAD, sealed), message);
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void a_gcm_iv_has_12_to_16_bytes() {
        refuses("iv", AesMode.GCM, BlockPadding.NONE, Bytes.taking(new byte[11]), NO_AAD);
        refuses("iv", AesMode.GCM, BlockPadding.NONE, Bytes.taking(new byte[17]), NO_AAD);
        for (int size = 12; size <= 16; size++) {
            var sealed = encrypt(AesMode.GCM, BlockPadding.NONE, Bytes.taking(new byte[size]), NO_AAD, new byte[5]);
            assertThat(decrypt(AesMode.GCM, BlockPadding.NONE, NO_AAD, sealed)).hasSize(5);
        }
    }

    @Test
    void a_cbc_or_ctr_iv_has_16_bytes() {
        refuses("iv", AesMode.CBC, BlockPadding.PKCS7, IV_12, NO_AAD);
        refuses("iv", AesMode.CTR, BlockPadding.NONE, IV_12, NO_AAD);
    }

    @Test
    void aad_is_for_gcm_only() {
        refuses("aad", AesMode.CBC, BlockPadding.PKCS7, IV_16, new byte[1]);
        refuses("aad", AesMode.CTR, BlockPadding.NONE, IV_16, new byte[1]);
    }

    @Test
    void padding_is_for_cbc_only_and_needed_for_a_broken_block() {
        refuses("pad", AesMode.GCM, BlockPadding.PKCS7, IV_12, NO_AAD);
        refuses("pad", AesMode.CTR, BlockPadding.PKCS7, IV_16, NO_AAD);
        refuses("pad", AesMode.CBC, BlockPadding.NONE, IV_16, NO_AAD);
    }

    private static void refuses(String field, AesMode mode, BlockPadding padding, Bytes iv, byte[] aad) {
        assertThatThrownBy(() -> encrypt(mode, padding, iv, aad, new byte[5]))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Test
    void a_tag_is_16_bytes_for_gcm_and_none_otherwise() {
        var sealed = encrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, new byte[5]);
        var shorter = Bytes.taking(Arrays.copyOf(sealed.tag().toArray(), 12));
        assertThatThrownBy(
                        () -> KEY.decrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, sealed.ciphertext(), shorter))
                .isInstanceOf(BadParameter.class);
        assertThatThrownBy(() ->
                        KEY.decrypt(AesMode.CTR, BlockPadding.NONE, IV_16, NO_AAD, sealed.ciphertext(), sealed.tag()))
                .isInstanceOf(BadParameter.class);
    }

    @Test
    void cbc_says_nothing_about_bad_padding_or_broken_blocks() {
        // A block of zeros ends in no padding of PKCS#7.
        var unpadded = encrypt(AesMode.CBC, BlockPadding.NONE, IV_16, NO_AAD, new byte[16]);
        for (int size : new int[] {0, 15, 16}) {
            var wrong = Bytes.taking(Arrays.copyOf(unpadded.ciphertext().toArray(), size));
            assertThatThrownBy(() -> KEY.decrypt(AesMode.CBC, BlockPadding.PKCS7, IV_16, NO_AAD, wrong, Bytes.NONE))
                    .isInstanceOf(NotAuthentic.class);
        }
    }

    @Test
    void a_key_of_the_wrong_size_is_refused() {
        try (var secret = Fixtures.SLAB.random(16, Fixtures.RANDOM)) {
            assertThatThrownBy(() -> AesKey.of(new KeySpec(Algorithm.AES, 256, null), secret))
                    .isInstanceOf(BadKey.class);
        }
    }

    @Test
    void after_close_every_use_is_refused() {
        var key = Fixtures.aes(128);
        var sealed = key.encrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, Plaintext.taking(new byte[3]));
        key.close();
        key.close();
        assertThatThrownBy(
                        () -> key.encrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, Plaintext.taking(new byte[3])))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        key.decrypt(AesMode.GCM, BlockPadding.NONE, IV_12, NO_AAD, sealed.ciphertext(), sealed.tag()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(key).hasToString("AesKey");
    }

    @Test
    void names_are_read_in_any_case() {
        assertThat(AesMode.of("gcm")).contains(AesMode.GCM);
        assertThat(BlockPadding.of("pkcs5")).contains(BlockPadding.PKCS7);
        assertThat(BlockPadding.of("Pkcs7")).contains(BlockPadding.PKCS7);
        assertThat(AesMode.of("ecb")).isEmpty();
    }
}
