package io.claviger.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * Writes one flat object as RFC 8785 does. The caller gives the names in order; they are ASCII. Runs on every request, so
 * it writes bytes and makes no strings.
 */
final class CanonicalJson {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] out;
    private int size;

    CanonicalJson(int capacity) {
        out = new byte[capacity];
    }

    void open() {
        put('{');
    }

    byte[] close() {
        put('}');
        return Arrays.copyOf(out, size);
    }

    void number(String name, long value) {
        name(name);
        if (value == Long.MIN_VALUE || Math.abs(value) >= 1L << 53) {
            throw new IllegalArgumentException("not exact in every JSON reader: " + value);
        }
        ascii(Long.toString(value));
    }

    void uuid(String name, UUID value) {
        name(name);
        put('"');
        room(36);
        hex(value.getMostSignificantBits() >>> 32, 8);
        put('-');
        hex(value.getMostSignificantBits() >>> 16, 4);
        put('-');
        hex(value.getMostSignificantBits(), 4);
        put('-');
        hex(value.getLeastSignificantBits() >>> 48, 4);
        put('-');
        hex(value.getLeastSignificantBits(), 12);
        put('"');
    }

    /** RFC 3339, UTC, exactly six digits. */
    void time(String name, Instant at) {
        name(name);
        LocalDateTime t = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        put('"');
        digits(t.getYear(), 4);
        put('-');
        digits(t.getMonthValue(), 2);
        put('-');
        digits(t.getDayOfMonth(), 2);
        put('T');
        digits(t.getHour(), 2);
        put(':');
        digits(t.getMinute(), 2);
        put(':');
        digits(t.getSecond(), 2);
        put('.');
        digits(t.getNano() / 1000, 6);
        put('Z');
        put('"');
    }

    void text(String name, String value) {
        name(name);
        put('"');
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        for (byte b : utf8) {
            escape(b);
        }
        put('"');
    }

    private void escape(byte b) {
        switch (b) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            case '\b' -> ascii("\\b");
            case '\f' -> ascii("\\f");
            default -> {
                if (b >= 0 && b < ' ') {
                    ascii("\\u00");
                    hex(b, 2);
                } else {
                    put(b);
                }
            }
        }
    }

    private void name(String name) {
        if (size > 1) {
            put(',');
        }
        put('"');
        ascii(name);
        put('"');
        put(':');
    }

    private void ascii(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            out[size++] = (byte) text.charAt(i);
        }
    }

    private void hex(long value, int digits) {
        room(digits);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            out[size++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    private void digits(int value, int width) {
        room(width);
        int rest = value;
        for (int i = width - 1; i >= 0; i--) {
            out[size + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += width;
    }

    private void put(int b) {
        room(1);
        out[size++] = (byte) b;
    }

    private void room(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }
}
