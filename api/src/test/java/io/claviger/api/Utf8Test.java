package io.claviger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The check of a body's encoding, against the JDK's decoder. */
@NullMarked
class Utf8Test {

    @Test
    void agreesWithTheJdkOnRandomBytes() {
        byte[] interesting = {
            'a',
            'z',
            '"',
            (byte) 0x7f,
            (byte) 0x80,
            (byte) 0x8f,
            (byte) 0x90,
            (byte) 0x9f,
            (byte) 0xa0,
            (byte) 0xbf,
            (byte) 0xc0,
            (byte) 0xc1,
            (byte) 0xc2,
            (byte) 0xdf,
            (byte) 0xe0,
            (byte) 0xe1,
            (byte) 0xed,
            (byte) 0xef,
            (byte) 0xf0,
            (byte) 0xf1,
            (byte) 0xf4,
            (byte) 0xf5,
            (byte) 0xff
        };
        var random = new Random(5);
        int good = 0;
        for (int i = 0; i < 500_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(3) > 0 ? (byte) 'a' : interesting[random.nextInt(interesting.length)];
            }
            boolean ours = Utf8.firstBad(bytes) < 0;
            assertThat(ours).isEqualTo(jdk(bytes));
            good += ours ? 1 : 0;
        }
        assertThat(good).isBetween(1_000, 499_000);
    }

    @Test
    void everyCharacterIsWrittenAsTheJdkWritesIt() {
        for (int point = 0; point < 0x110000; point++) {
            if (point < 0xd800 || point > 0xdfff) {
                byte[] out = new byte[4];
                int size = Utf8.put(point, out, 0);
                assertThat(new String(out, 0, size, UTF_8).codePointAt(0)).isEqualTo(point);
            }
        }
    }

    @Test
    void aNulIsFoundAtItsPlace() {
        assertThat(Utf8.firstBad("aaaaaaaaaa\0aaaaaaaaa".getBytes(UTF_8))).isEqualTo(10);
    }

    private static boolean jdk(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
