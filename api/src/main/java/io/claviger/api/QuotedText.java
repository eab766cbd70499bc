package io.claviger.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON string read straight from the body's bytes, so that a secret in it never becomes a String or lands in
 * a parser's buffer.
 *
 * <p>The body has been checked to be UTF-8 before, so only escapes need care.
 *
 * @param start place of the first byte after the opening quote
 * @param end place of the closing quote
 * @param escaped whether there is a backslash in between
 */
record QuotedText(int start, int end, boolean escaped) {

    /**
     * Finds the string whose opening quote is at {@code quote}; null when it does not end or has a bare control
     * character.
     */
    static @Nullable QuotedText at(byte[] body, int quote) {
        boolean escaped = false;
        for (int i = quote + 1; i < body.length; i++) {
            byte b = body[i];
            if (b == '"') {
                return new QuotedText(quote + 1, i, escaped);
            }
            if (b == '\\') {
                escaped = true;
                i++;
            } else if (b >= 0 && b < ' ') {
                return null;
            }
        }
        return null;
    }

    /** How many bytes stand between the quotes. */
    int length() {
        return end - start;
    }

    /**
     * The text as UTF-8 in a fresh array of just its size; null when an escape is not legal or a surrogate stands
     * alone.
     */
    byte @Nullable [] bytes(byte[] body) {
        if (!escaped) {
            return Arrays.copyOfRange(body, start, end);
        }
        var wide = new byte[length()];
        int size = unescape(body, wide);
        byte[] exact = size < 0 ? null : Arrays.copyOf(wide, size);
        Arrays.fill(wide, (byte) 0);
        return exact;
    }

    /** How many Unicode characters UTF-8 bytes hold. */
    static int characters(byte[] utf8) {
        int count = 0;
        for (byte b : utf8) {
            if ((b & 0xc0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    private int unescape(byte[] body, byte[] out) {
        int size = 0;
        int i = start;
        while (i < end) {
            byte b = body[i++];
            if (b != '\\') {
                out[size++] = b;
                continue;
            }
            byte kind = body[i++];
            if (kind != 'u') {
                int plain = plain(kind);
                if (plain < 0) {
                    return -1;
                }
                out[size++] = (byte) plain;
                continue;
            }
            int point = point(body, i);
            if (point < 0) {
                return -1;
            }
            i += point > 0xffff ? 10 : 4;
            size = Utf8.put(point, out, size);
        }
        return size;
    }

    private static int plain(byte kind) {
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    /**
     * The character whose four hexadecimal digits begin at {@code at}, with the second half of a pair; -1 when it
     * is none.
     */
    private int point(byte[] body, int at) {
        int unit = unit(body, at);
        if (unit < 0xd800 || unit > 0xdfff) {
            return unit;
        }
        boolean pair = unit <= 0xdbff && at + 10 <= end && body[at + 4] == '\\' && body[at + 5] == 'u';
        int low = pair ? unit(body, at + 6) : -1;
        return low >= 0xdc00 && low <= 0xdfff ? Character.toCodePoint((char) unit, (char) low) : -1;
    }

    private int unit(byte[] body, int at) {
        if (at + 4 > end) {
            return -1;
        }
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = body[i] < 0 ? -1 : Character.digit(body[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }
}
