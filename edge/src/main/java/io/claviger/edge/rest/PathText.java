package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/** Text as it stands in a request line: percent-encoded UTF-8, decoded once and strictly. */
final class PathText {
    private PathText() {}

    /** One segment of a path; an encoded slash in it is data, and so is a plus. */
    static String segment(String raw) {
        String text = decoded(raw, false);
        if (text.equals(".") || text.equals("..")) {
            throw Rejected.badRequest("the path must not hold . or .. as a segment");
        }
        return text;
    }

    /** A name or value of a query, in which a plus is a space. */
    static String query(String raw) {
        return decoded(raw, true);
    }

    private static String decoded(String raw, boolean plusIsSpace) {
        if (plain(raw, plusIsSpace)) {
            return raw;
        }
        var bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int value = c;
            if (c == '%') {
                value = i + 2 < raw.length() ? hex(raw.charAt(i + 1)) << 4 | hex(raw.charAt(i + 2)) : -1;
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                value = ' ';
            }
            if (value <= 0 || value > 0xff || (c != '%' && (c <= ' ' || c == 0x7f))) {
                throw Rejected.badRequest("the request line holds an escape or a character that is not allowed");
            }
            bytes.put((byte) value);
        }
        return utf8(bytes.flip());
    }

    private static boolean plain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '%' || (plusIsSpace && c == '+')) {
                return false;
            }
        }
        return true;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw Rejected.badRequest("the request line must be UTF-8");
        }
    }
}
