package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Property(tries = 200)
    void every_way_in_and_out_is_the_same_bytes(@ForAll byte[] value) {
        var bytes = Bytes.copyOf(value);
        assertThat(bytes.toArray()).isEqualTo(value);
        assertThat(Bytes.ofHex(bytes.hex())).isEqualTo(bytes).hasSameHashCodeAs(bytes);
        assertThat(Base64.getDecoder().decode(bytes.base64())).isEqualTo(value);
        byte[] target = new byte[value.length + 2];
        bytes.copyTo(target, 1);
        assertThat(Arrays.copyOfRange(target, 1, value.length + 1)).isEqualTo(value);
        assertThat(bytes.size()).isEqualTo(value.length);
        assertThat(bytes).hasToString(bytes.hex());
    }

    @Property(tries = 200)
    void equality_is_that_of_the_arrays(@ForAll byte[] one, @ForAll byte[] other) {
        assertThat(Bytes.copyOf(one).equals(Bytes.copyOf(other))).isEqualTo(Arrays.equals(one, other));
    }

    @Test
    void nobody_can_change_them() {
        byte[] source = {1, 2};
        var bytes = Bytes.copyOf(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.ofHex("0102"));
        assertThat(bytes.at(1)).isEqualTo((byte) 2);
    }

    @Test
    void text_goes_in_and_out_as_utf8() {
        assertThat(Bytes.ofUtf8("schlüssel").utf8()).isEqualTo("schlüssel");
        assertThat(Bytes.ofUtf8("")).isSameAs(Bytes.NONE);
    }

    @Test
    void what_is_not_hex_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("0g"));
    }
}
