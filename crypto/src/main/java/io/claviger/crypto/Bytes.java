package io.claviger.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Immutable bytes that are not secret: ciphertexts, hashes, public keys, associated data. */
public final class Bytes {
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes copyOf(byte[] value) {
        return new Bytes(value.clone());
    }

    /** Takes {@code value} over without a copy: whoever hands it over never writes to it again. */
    public static Bytes taking(byte[] value) {
        return value.length == 0 ? NONE : new Bytes(value);
    }

    public static Bytes ofUtf8(String text) {
        return taking(text.getBytes(UTF_8));
    }

    /** Throws {@link IllegalArgumentException} on anything but pairs of hex digits of either case. */
    public static Bytes ofHex(String hex) {
        return taking(HexFormat.of().parseHex(hex));
    }

    public byte[] toArray() {
        return value.clone();
    }

    /** Writes all bytes into {@code target}, beginning at index {@code at}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(value, 0, target, at, value.length);
    }

    public int size() {
        return value.length;
    }

    public byte at(int index) {
        return value[index];
    }

    /** Lower case. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** Standard alphabet, padded (RFC 4648 section 4). */
    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    public String utf8() {
        return new String(value, UTF_8);
    }

    /** The very array, for the classes of this package: they read it and let it go. */
    byte[] shared() {
        return value;
    }

    /** In a time that depends on the lengths only. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
