package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.NoRoom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Property(tries = 100)
    void a_secret_lends_what_was_given_and_wipes_both_copies(@ForAll @Size(max = 300) byte[] value) {
        byte[] source = value.clone();
        var lent = new ArrayList<byte[]>();
        try (var secret = Fixtures.SLAB.takeFrom(source)) {
            assertThat(source).containsOnly(new byte[value.length]);
            byte[] seen = secret.lend(copy -> {
                lent.add(copy);
                return copy.clone();
            });
            assertThat(seen).isEqualTo(value);
            secret.lendTo(lent::add);
        }
        assertThat(lent).allSatisfy(copy -> assertThat(copy).containsOnly(new byte[value.length]));
    }

    @Test
    void a_copy_is_wiped_when_its_use_fails() {
        var lent = new ArrayList<byte[]>();
        try (var secret = Fixtures.secret("0102")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> secret.lendTo(copy -> {
                        lent.add(copy);
                        throw new IllegalArgumentException();
                    }));
        }
        assertThat(lent.getFirst()).containsExactly(0, 0);
    }

    @Test
    void closing_twice_gives_one_cell_back() {
        var slab = new SecretSlab(2, 1);
        var secret = slab.takeFrom(new byte[32]);
        assertThat(slab.freeCells()).isEqualTo(2);
        secret.close();
        secret.close();
        assertThat(slab.freeCells()).isEqualTo(3);
        assertThatIllegalStateException().isThrownBy(() -> secret.lend(byte[]::clone));
        assertThat(secret).hasToString("SecretBytes[32]");
    }

    @Test
    void a_cell_is_zero_for_its_next_owner() {
        var slab = new SecretSlab(1, 0);
        byte[] full = new byte[SecretSlab.SMALL_CELL];
        Arrays.fill(full, (byte) 9);
        slab.takeFrom(full).close();
        try (var next = slab.takeFrom(new byte[0])) {
            assertThat(next.size()).isZero();
            assertThat(next.lend(byte[]::clone)).isEmpty();
        }
    }

    @Test
    void when_no_cell_of_the_size_is_free_the_source_is_wiped_all_the_same() {
        var slab = new SecretSlab(1, 1);
        byte[] left = {1, 2};
        try (var only = slab.takeFrom(new byte[128]);
                var large = slab.takeFrom(new byte[129])) {
            assertThatThrownBy(() -> slab.takeFrom(left)).isInstanceOf(NoRoom.class);
            assertThat(left).containsExactly(0, 0);
            assertThat(only.size() + large.size()).isEqualTo(257);
        }
    }

    @Test
    void nothing_above_8192_bytes_fits() {
        try (var most = Fixtures.SLAB.takeFrom(new byte[8_192])) {
            assertThat(most.size()).isEqualTo(8_192);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Fixtures.SLAB.takeFrom(new byte[8_193]));
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretSlab(0, 0));
    }

    @Test
    void a_slab_is_left_out_of_core_dumps() {
        assertThat(Fixtures.SLAB.dumpable()).isFalse();
    }

    @Test
    void equal_secrets_match_and_others_do_not() {
        try (var one = Fixtures.secret("010203");
                var same = Fixtures.secret("010203");
                var other = Fixtures.secret("010204");
                var random = Fixtures.SLAB.random(3, Fixtures.RANDOM)) {
            assertThat(one.matches(same)).isTrue();
            assertThat(one.matches(other)).isFalse();
            assertThat(random.size()).isEqualTo(3);
        }
    }

    @Test
    void threads_never_see_each_others_cells() throws Exception {
        var slab = new SecretSlab(4, 0);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var work = IntStream.range(0, 2_000)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        byte[] mine = new byte[64];
                        Arrays.fill(mine, (byte) i);
                        byte[] expected = mine.clone();
                        try (var secret = slab.takeFrom(mine)) {
                            return secret.lend(copy -> Arrays.equals(copy, expected));
                        }
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(slab.freeCells()).isEqualTo(4);
    }

    @Test
    void a_plaintext_is_wiped_on_close_and_never_printed() {
        byte[] payload = {1, 2, 3};
        var plaintext = Plaintext.taking(payload);
        assertThat(plaintext.open()).isSameAs(payload);
        assertThat(plaintext).hasToString("Plaintext[3]");
        plaintext.close();
        plaintext.close();
        assertThat(payload).containsExactly(0, 0, 0);
        assertThat(plaintext.size()).isEqualTo(3);
        assertThatIllegalStateException().isThrownBy(plaintext::open);
    }
}
