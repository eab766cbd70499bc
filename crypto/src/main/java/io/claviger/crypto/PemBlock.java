package io.claviger.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.crypto.CryptoException.BadKey;
import java.util.Arrays;
import java.util.Base64;

/** One block of PEM (RFC 7468), read and written over bytes: its body may be a private key. */
final class PemBlock {
    private static final byte[] BEGIN = "-----BEGIN ".getBytes(US_ASCII);
    private static final byte[] END = "-----END ".getBytes(US_ASCII);
    private static final byte[] DASHES = "-----".getBytes(US_ASCII);
    private static final byte[] NEW_LINE = {'\n'};
    private static final String PARAMETERS = "EC PARAMETERS";
    private static final int LINE = 64;
    private static final int MOST_LABEL = 40;

    private final String label;
    private final byte[] der;

    private PemBlock(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /** What stands after BEGIN. */
    String label() {
        return label;
    }

    /** The very array, for the reader to wipe. */
    byte[] der() {
        return der;
    }

    /** The only block there is, beside the curve OpenSSL puts before a key. */
    static PemBlock read(byte[] pem) {
        int begin = find(pem, BEGIN, 0);
        String label = label(pem, begin);
        if (label.equals(PARAMETERS)) {
            begin = find(pem, BEGIN, begin + 1);
            label = label(pem, begin);
        }
        int from = begin + BEGIN.length + label.length() + DASHES.length;
        byte[] last = ("-----END " + label + "-----").getBytes(US_ASCII);
        int to = find(pem, END, from);
        if (to < 0 || find(pem, last, from) != to) {
            throw malformed();
        }
        if (find(pem, BEGIN, from) >= 0) {
            throw new BadKey("material", "must be one key");
        }
        return new PemBlock(label, decoded(pem, from, to));
    }

    private static String label(byte[] pem, int begin) {
        if (begin < 0) {
            throw malformed();
        }
        int from = begin + BEGIN.length;
        int to = find(pem, DASHES, from);
        if (to < 0 || to - from > MOST_LABEL) {
            throw malformed();
        }
        for (int i = from; i < to; i++) {
            if (pem[i] != ' ' && (pem[i] < '0' || pem[i] > 'Z')) {
                throw malformed();
            }
        }
        return new String(pem, from, to - from, US_ASCII);
    }

    private static byte[] decoded(byte[] pem, int from, int to) {
        byte[] body = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (pem[i] != '\n' && pem[i] != '\r' && pem[i] != ' ' && pem[i] != '\t') {
                body[length++] = pem[i];
            }
        }
        byte[] digits = Arrays.copyOf(body, length);
        try {
            return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        } finally {
            Arrays.fill(body, (byte) 0);
            Arrays.fill(digits, (byte) 0);
        }
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    private static BadKey malformed() {
        return new BadKey("material", "is not PEM");
    }

    /** The whole block with its last line break. */
    static byte[] write(String label, byte[] der) {
        byte[] body = Base64.getMimeEncoder(LINE, NEW_LINE).encode(der);
        byte[] first = ("-----BEGIN " + label + "-----\n").getBytes(US_ASCII);
        byte[] last = ("\n-----END " + label + "-----\n").getBytes(US_ASCII);
        byte[] whole = Arrays.copyOf(first, first.length + body.length + last.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        System.arraycopy(last, 0, whole, first.length + body.length, last.length);
        Arrays.fill(body, (byte) 0);
        return whole;
    }
}
