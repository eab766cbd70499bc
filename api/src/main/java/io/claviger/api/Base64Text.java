package io.claviger.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base64 of RFC 4648 §4, strict: padded, no line breaks, no url-safe letters, no stray bits in the last letter.
 *
 * <p>Our own, because the JDK's decoder leaves copies of what it decoded in arrays that nobody wipes, and
 * takes two spellings for the
 * same bytes.
 */
final class Base64Text {
    private static final byte[] LETTERS = new byte[64];
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < 64; i++) {
            LETTERS[i] = (byte) letters.charAt(i);
            VALUES[letters.charAt(i)] = (byte) i;
        }
    }

    private Base64Text() {}

    /** The bytes that the letters in {@code text[from..to)} stand for; null when they are not strict base64. */
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        int length = to - from;
        if (length % 4 != 0) {
            return null;
        }
        if (length == 0) {
            return new byte[0];
        }
        int pad = text[to - 1] != '=' ? 0 : text[to - 2] != '=' ? 1 : 2;
        var out = new byte[length / 4 * 3 - pad];
        int at = 0;
        int bad = 0;
        int full = pad == 0 ? to : to - 4;
        for (int i = from; i < full; i += 4) {
            int a = VALUES[text[i] & 0xff];
            int b = VALUES[text[i + 1] & 0xff];
            int c = VALUES[text[i + 2] & 0xff];
            int d = VALUES[text[i + 3] & 0xff];
            bad |= a | b | c | d;
            out[at++] = (byte) ((a << 2) | (b >> 4));
            out[at++] = (byte) ((b << 4) | (c >> 2));
            out[at++] = (byte) ((c << 6) | d);
        }
        if (bad < 0 || (pad != 0 && !tail(text, full, pad, out, at))) {
            Arrays.fill(out, (byte) 0);
            return null;
        }
        return out;
    }

    private static boolean tail(byte[] text, int from, int pad, byte[] out, int at) {
        int a = VALUES[text[from] & 0xff];
        int b = VALUES[text[from + 1] & 0xff];
        int c = pad == 1 ? VALUES[text[from + 2] & 0xff] : 0;
        out[at] = (byte) ((a << 2) | (b >> 4));
        if (pad == 1) {
            out[at + 1] = (byte) ((b << 4) | (c >> 2));
        }
        int stray = pad == 1 ? c & 3 : b & 15;
        return (a | b | c) >= 0 && stray == 0;
    }

    /** How many letters {@code size} bytes take. */
    static int length(int size) {
        return (size + 2) / 3 * 4;
    }

    /** Writes {@code bytes} as letters into {@code out}, which has room, from {@code start}. */
    static void encode(byte[] bytes, byte[] out, int start) {
        int at = start;
        int i = 0;
        for (; i + 2 < bytes.length; i += 3) {
            int three = ((bytes[i] & 0xff) << 16) | ((bytes[i + 1] & 0xff) << 8) | (bytes[i + 2] & 0xff);
            out[at++] = LETTERS[three >> 18];
            out[at++] = LETTERS[(three >> 12) & 63];
            out[at++] = LETTERS[(three >> 6) & 63];
            out[at++] = LETTERS[three & 63];
        }
        int left = bytes.length - i;
        if (left > 0) {
            int rest = ((bytes[i] & 0xff) << 16) | (left == 2 ? (bytes[i + 1] & 0xff) << 8 : 0);
            out[at++] = LETTERS[rest >> 18];
            out[at++] = LETTERS[(rest >> 12) & 63];
            out[at++] = left == 2 ? LETTERS[(rest >> 6) & 63] : (byte) '=';
            out[at] = '=';
        }
    }
}
