package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadKey;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads DER (X.690) out of an array, from the front: each method takes the next element or throws {@link BadKey}.
 * Strict: definite shortest lengths only, and {@link #end} says that nothing is left over. Never makes a string.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int MOST_LENGTH_BYTES = 3;

    private final byte[] bytes;
    private final int to;
    private int at;

    Der(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** Tag of context class, constructed: {@code [number]} of the grammars. */
    static int context(int number) {
        return 0xa0 | number;
    }

    boolean next(int tag) {
        return at < to && (bytes[at] & 0xff) == tag;
    }

    /** The inside of the next element, to be read on its own. */
    Der inside(int tag) {
        if (!next(tag)) {
            throw malformed();
        }
        at++;
        int length = length();
        if (length > to - at) {
            throw malformed();
        }
        at += length;
        return new Der(bytes, at - length, at);
    }

    /** A copy of the content of the next element; secret when the element is. */
    byte[] content(int tag) {
        Der inside = inside(tag);
        return Arrays.copyOfRange(bytes, inside.at, inside.to);
    }

    /** Content of a BIT STRING of whole bytes. */
    byte[] bits() {
        Der inside = inside(BIT_STRING);
        if (inside.at == inside.to || bytes[inside.at] != 0) {
            throw malformed();
        }
        return Arrays.copyOfRange(bytes, inside.at + 1, inside.to);
    }

    /** A non-negative INTEGER in its shortest form. */
    BigInteger integer() {
        byte[] content = content(INTEGER);
        try {
            boolean padded = content.length > 1 && content[0] == 0 && content[1] >= 0;
            if (content.length == 0 || content[0] < 0 || padded) {
                throw malformed();
            }
            return new BigInteger(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** Requires that everything was read. */
    void end() {
        if (at != to) {
            throw malformed();
        }
    }

    private int length() {
        if (at == to) {
            throw malformed();
        }
        int first = bytes[at++] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int count = first - 0x80;
        if (count == 0 || count > MOST_LENGTH_BYTES || count > to - at || bytes[at] == 0) {
            throw malformed();
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (bytes[at++] & 0xff);
        }
        if (length < 0x80) {
            throw malformed();
        }
        return length;
    }

    static BadKey malformed() {
        return new BadKey("material", "is not DER of a key");
    }

    /** One element around its parts; the parts stay the caller's, to wipe. */
    static byte[] write(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] head = head(tag, length);
        byte[] whole = Arrays.copyOf(head, head.length + length);
        int at = head.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static byte[] head(int tag, int length) {
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        if (length < 0x100) {
            return new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        }
        if (length < 0x10000) {
            return new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        throw new IllegalArgumentException("too long for a key");
    }

    /** An INTEGER. */
    static byte[] write(BigInteger value) {
        return write(INTEGER, value.toByteArray());
    }
}
