package io.claviger.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The check that a body is well-formed UTF-8 without control characters, before anything else looks at it. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;

    private Utf8() {}

    /** Whether {@code bytes} begin with a byte order mark. */
    static boolean marked(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    /**
     * The place of the first byte that does not belong, or -1: ill-formed UTF-8 (surrogates and overlong forms
     * too) or a NUL.
     */
    static int firstBad(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (i + 8 <= bytes.length && plain((long) LONGS.get(bytes, i))) {
                i += 8;
                continue;
            }
            int length = length(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** Whether eight bytes are all ASCII and none is NUL. */
    private static boolean plain(long eight) {
        return ((eight | (eight - 0x0101010101010101L)) & HIGH) == 0;
    }

    /** How many bytes the character at {@code at} has; 0 when there is none. */
    private static int length(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return lead == 0 ? 0 : 1;
        }
        if (lead >= 0xc2 && lead <= 0xdf) {
            return tails(bytes, at + 1, 1, 0x80, 0xbf) ? 2 : 0;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            int from = lead == 0xe0 ? 0xa0 : 0x80;
            int to = lead == 0xed ? 0x9f : 0xbf;
            return tails(bytes, at + 1, 2, from, to) ? 3 : 0;
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            int from = lead == 0xf0 ? 0x90 : 0x80;
            int to = lead == 0xf4 ? 0x8f : 0xbf;
            return tails(bytes, at + 1, 3, from, to) ? 4 : 0;
        }
        return 0;
    }

    private static boolean tails(byte[] bytes, int at, int count, int from, int to) {
        if (at + count > bytes.length) {
            return false;
        }
        int first = bytes[at] & 0xff;
        boolean good = first >= from && first <= to;
        for (int i = 1; i < count; i++) {
            good &= (bytes[at + i] & 0xc0) == 0x80;
        }
        return good;
    }

    /** Writes a character into {@code out}, which has room for four bytes, and says where it ends. */
    static int put(int point, byte[] out, int start) {
        int at = start;
        if (point < 0x80) {
            out[at++] = (byte) point;
            return at;
        }
        if (point < 0x800) {
            out[at++] = (byte) (0xc0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                out[at++] = (byte) (0xe0 | (point >> 12));
            } else {
                out[at++] = (byte) (0xf0 | (point >> 18));
                out[at++] = tail(point >> 12);
            }
            out[at++] = tail(point >> 6);
        }
        out[at++] = tail(point);
        return at;
    }

    private static byte tail(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}
