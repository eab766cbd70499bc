package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.BadKey;
import io.claviger.crypto.CryptoException.BadParameter;
import io.claviger.crypto.CryptoException.NotAuthentic;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmallKeysTest {
    private static final byte[] AAD = {7, 8};

    @Property(tries = 100)
    void a_wrap_opens_with_the_same_key_and_aad_alone(@ForAll @Size(max = 300) byte[] value) {
        try (var kek = Fixtures.SLAB.random(32, Fixtures.RANDOM);
                var key = new WrappingKey(kek);
                var secret = Fixtures.SLAB.takeFrom(value.clone())) {
            var wrap = key.wrap(secret, AAD, Fixtures.RANDOM);
            assertThat(wrap.size()).isEqualTo(1 + 12 + value.length + 16);
            assertThat(wrap.at(0)).isEqualTo((byte) 1);
            try (var opened = key.unwrap(wrap, AAD, Fixtures.SLAB)) {
                assertThat(opened.matches(secret)).isTrue();
            }
            for (int at : new int[] {0, 1, 12, wrap.size() - 17, wrap.size() - 1}) {
                notAuthentic(key, Fixtures.flipped(wrap, at), AAD);
            }
            notAuthentic(key, wrap, new byte[] {7, 9});
        }
    }

    @Test
    void what_is_too_short_for_a_wrap_is_not_authentic() {
        try (var kek = Fixtures.SLAB.random(32, Fixtures.RANDOM);
                var key = new WrappingKey(kek)) {
            notAuthentic(key, Bytes.NONE, AAD);
            byte[] shorter = new byte[28];
            shorter[0] = 1;
            notAuthentic(key, Bytes.taking(shorter), AAD);
        }
    }

    private static void notAuthentic(WrappingKey key, Bytes wrap, byte[] aad) {
        assertThatThrownBy(() -> key.unwrap(wrap, aad, Fixtures.SLAB)).isInstanceOf(NotAuthentic.class);
    }

    @Test
    void a_wrapping_key_has_32_bytes_and_closes() {
        try (var shorter = Fixtures.SLAB.random(16, Fixtures.RANDOM);
                var kek = Fixtures.SLAB.random(32, Fixtures.RANDOM)) {
            assertThatThrownBy(() -> new WrappingKey(shorter)).isInstanceOf(BadKey.class);
            var key = new WrappingKey(kek);
            key.close();
            assertThatIllegalStateException().isThrownBy(() -> key.wrap(kek, AAD, Fixtures.RANDOM));
        }
    }

    @Property(tries = 100)
    void a_mac_is_over_the_parts_one_after_the_other(@ForAll byte[] one, @ForAll byte[] two) {
        try (var secret = Fixtures.secret("0b".repeat(32));
                var key = new MacKey(secret);
                var hmac = HmacKey.of(new KeySpec(Algorithm.HMAC_SHA256, 256, null), secret)) {
            byte[] both = Arrays.copyOf(one, one.length + two.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            assertThat(key.mac(one, two))
                    .isEqualTo(key.mac(both))
                    .isEqualTo(hmac.mac(both).toArray());
            assertThat(Sha256.digest(one, two)).isEqualTo(Sha256.digest(both));
        }
    }

    @Property(tries = 100)
    void hmac_agrees_with_its_definition(@ForAll @Size(32) byte[] raw, @ForAll byte[] message)
            throws GeneralSecurityException {
        try (var secret = Fixtures.SLAB.takeFrom(raw.clone());
                var key = HmacKey.of(new KeySpec(Algorithm.HMAC_SHA256, 256, null), secret)) {
            assertThat(key.mac(message).toArray()).isEqualTo(naiveHmac(raw, message));
        }
    }

    // FIPS 198-1 section 4, step by step.
    private static byte[] naiveHmac(byte[] raw, byte[] message) throws GeneralSecurityException {
        byte[] inner = Arrays.copyOf(raw, 64);
        byte[] outer = Arrays.copyOf(raw, 64);
        for (int i = 0; i < 64; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }
        var sha = MessageDigest.getInstance("SHA-256");
        sha.update(inner);
        byte[] first = sha.digest(message);
        sha.update(outer);
        return sha.digest(first);
    }

    @Test
    void an_hmac_key_verifies_the_whole_mac_only_and_closes() {
        try (var secret = Fixtures.SLAB.random(48, Fixtures.RANDOM)) {
            var key = HmacKey.of(new KeySpec(Algorithm.HMAC_SHA384, 384, null), secret);
            var mac = key.mac(AAD);
            assertThat(mac.size()).isEqualTo(48);
            assertThat(key.verify(AAD, mac)).isTrue();
            assertThat(key.verify(AAD, Fixtures.flipped(mac, 47))).isFalse();
            assertThat(key.verify(AAD, Bytes.taking(Arrays.copyOf(mac.toArray(), 47))))
                    .isFalse();
            assertThat(key.provider()).isEqualTo("SunJCE");
            key.close();
            assertThatIllegalStateException().isThrownBy(() -> key.mac(AAD));
            assertThatThrownBy(() -> HmacKey.of(new KeySpec(Algorithm.HMAC_SHA384, 256, null), secret))
                    .isInstanceOf(BadKey.class);
        }
    }

    @Test
    void a_mac_key_has_16_bytes_at_least_and_closes() {
        try (var shorter = Fixtures.SLAB.random(15, Fixtures.RANDOM);
                var enough = Fixtures.SLAB.random(16, Fixtures.RANDOM)) {
            assertThatThrownBy(() -> new MacKey(shorter)).isInstanceOf(BadKey.class);
            var key = new MacKey(enough);
            key.close();
            assertThatIllegalStateException().isThrownBy(() -> key.mac(AAD));
        }
    }

    // test.c of the reference implementation (github.com/P-H-C/phc-winner-argon2), version 0x13.
    @Test
    void argon2id_agrees_with_its_reference_implementation() {
        try (var password = Fixtures.SLAB.takeFrom(Bytes.ofUtf8("password").toArray())) {
            assertThat(new Argon2id().hash(password, Bytes.ofUtf8("somesalt"), new Argon2id.Params(256, 2, 1)))
                    .hasToString("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
            assertThat(new Argon2id().hash(password, Bytes.ofUtf8("somesalt"), new Argon2id.Params(256, 2, 2)))
                    .hasToString("6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037");
        }
    }

    @Test
    void argon2id_depends_on_password_salt_and_price() {
        var price = new Argon2id.Params(64, 1, 1);
        var salt = Bytes.ofUtf8("saltsalt");
        try (var password = Fixtures.secret("6162");
                var other = Fixtures.secret("6163")) {
            var hash = new Argon2id().hash(password, salt, price);
            assertThat(hash.size()).isEqualTo(32);
            assertThat(new Argon2id().hash(password, salt, price)).isEqualTo(hash);
            assertThat(new Argon2id().hash(other, salt, price)).isNotEqualTo(hash);
            assertThat(new Argon2id().hash(password, Bytes.ofUtf8("saltsals"), price))
                    .isNotEqualTo(hash);
            assertThat(new Argon2id().hash(password, salt, new Argon2id.Params(64, 2, 1)))
                    .isNotEqualTo(hash);
            assertThatThrownBy(() -> new Argon2id().hash(password, Bytes.ofUtf8("salt"), price))
                    .isInstanceOf(BadParameter.class);
        }
        assertThat(Argon2id.Params.DEFAULT).isEqualTo(new Argon2id.Params(19_456, 2, 1));
    }

    @Test
    void a_price_is_within_bounds() {
        int[][] wrong = {{7, 1, 1}, {15, 1, 2}, {64, 0, 1}, {64, 101, 1}, {64, 1, 0}, {2_097_153, 1, 1}, {520, 1, 65}};
        for (int[] price : wrong) {
            assertThatThrownBy(() -> new Argon2id.Params(price[0], price[1], price[2]))
                    .isInstanceOf(BadParameter.class);
        }
    }

    @Test
    void a_pool_makes_few_and_forgets_what_failed() throws GeneralSecurityException {
        var made = new AtomicInteger();
        var pool = new Pool<>(made::incrementAndGet);
        for (int i = 0; i < 10; i++) {
            assertThat(pool.use(tool -> tool).intValue()).isEqualTo(1);
        }
        assertThatThrownBy(() -> pool.use(_ -> {
                    throw new GeneralSecurityException("no");
                }))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(pool.waiting()).isZero();
        assertThat(pool.use(tool -> tool).intValue()).isEqualTo(2);
        pool.use(_ -> {
            pool.close();
            return true;
        });
        assertThat(pool.waiting()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> pool.use(tool -> tool));
    }

    @Test
    void a_pair_whose_halves_do_not_fit_is_caught() {
        var other = Fixtures.GENERATION.generate(Fixtures.P256);
        other.secret().close();
        assertThatThrownBy(() -> Consistency.require(Fixtures.P256, Fixtures.P256_PAIR.secret(), other.publicKey()))
                .isInstanceOf(SelfTestFailed.class)
                .hasMessageContaining("EC pair");
    }

    @Test
    void a_symmetric_key_is_raw_and_alone() {
        for (var algorithm : new Algorithm[] {Algorithm.AES, Algorithm.HMAC_SHA512}) {
            var key = Fixtures.GENERATION.generate(KeySpec.withDefaults(algorithm, null, null));
            try (var secret = key.secret()) {
                assertThat(secret.size() * 8).isEqualTo(key.spec().bits());
                assertThat(key.publicKey()).isEqualTo(Bytes.NONE);
                assertThat(key.provider()).isEqualTo("SunJCE");
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeneratedKey(Fixtures.P256, Fixtures.P256_PAIR.secret(), Bytes.NONE, "nobody"));
    }
}
