package io.claviger.custody;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.crypto.Bytes;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one encoding of what a seal or a wrap covers: format, name, then each field as number, type, length and value,
 * big-endian. A field left out is null. Numbers ascend and are never used again for something else, so that no two things
 * ever encode alike; the type keeps a text from passing for a number of the same bytes.
 */
public final class Fields {
    private static final byte INTEGER = 1;
    private static final byte TEXT = 2;
    private static final byte BYTES = 3;
    private static final byte UUID_TYPE = 4;

    private byte[] out = new byte[512];
    private int size;
    private int lastNumber;

    public Fields(int format, String name) {
        out[size++] = (byte) format;
        byte[] utf8 = name.getBytes(UTF_8);
        put32(utf8.length);
        put(utf8);
    }

    public Fields field(int number, @Nullable Long value) {
        if (value == null) {
            return skip(number);
        }
        head(number, INTEGER, Long.BYTES);
        put64(value);
        return this;
    }

    public Fields field(int number, long value) {
        head(number, INTEGER, Long.BYTES);
        put64(value);
        return this;
    }

    public Fields field(int number, @Nullable String value) {
        if (value == null) {
            return skip(number);
        }
        byte[] utf8 = value.getBytes(UTF_8);
        head(number, TEXT, utf8.length);
        put(utf8);
        return this;
    }

    public Fields field(int number, byte @Nullable [] value) {
        if (value == null) {
            return skip(number);
        }
        head(number, BYTES, value.length);
        put(value);
        return this;
    }

    public Fields field(int number, @Nullable Bytes value) {
        return value == null ? skip(number) : field(number, value.toArray());
    }

    public Fields field(int number, @Nullable UUID value) {
        if (value == null) {
            return skip(number);
        }
        head(number, UUID_TYPE, 16);
        put64(value.getMostSignificantBits());
        put64(value.getLeastSignificantBits());
        return this;
    }

    /** A fresh copy of what was encoded so far. */
    public byte[] bytes() {
        return Arrays.copyOf(out, size);
    }

    private Fields skip(int number) {
        ascend(number);
        return this;
    }

    private void ascend(int number) {
        if (number <= lastNumber) {
            throw new IllegalArgumentException("field %d after %d".formatted(number, lastNumber));
        }
        lastNumber = number;
    }

    private void head(int number, byte type, int length) {
        ascend(number);
        put32(number);
        room(1);
        out[size++] = type;
        put32(length);
    }

    private void put32(int value) {
        room(4);
        out[size++] = (byte) (value >>> 24);
        out[size++] = (byte) (value >>> 16);
        out[size++] = (byte) (value >>> 8);
        out[size++] = (byte) value;
    }

    private void put64(long value) {
        put32((int) (value >>> 32));
        put32((int) value);
    }

    private void put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, out, size, value.length);
        size += value.length;
    }

    private void room(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }
}
