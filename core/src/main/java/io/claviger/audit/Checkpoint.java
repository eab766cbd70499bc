package io.claviger.audit;

import io.claviger.crypto.Bytes;
import io.claviger.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A signed statement of how long the log is and what it holds: C2SP tlog-checkpoint in a C2SP signed-note.
 *
 * @param origin {@code claviger/<deployment id>}
 */
public record Checkpoint(String origin, long size, Bytes root) {
    private static final int ED25519_TYPE = 1;
    private static final int ED25519_SPKI_PREFIX = 12;
    private static final String DASH = "\u2014 ";

    /** The text that is signed. */
    public String body() {
        return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
    }

    /**
     * The note: body, empty line, signature line.
     *
     * @param spki of the Ed25519 key that {@code sign} signs with
     */
    public String sign(Bytes spki, UnaryOperator<Bytes> sign) {
        byte[] signature = sign.apply(Bytes.ofUtf8(body())).toArray();
        byte[] line = new byte[4 + signature.length];
        System.arraycopy(keyHash(origin, spki), 0, line, 0, 4);
        System.arraycopy(signature, 0, line, 4, signature.length);
        return "%s\n%s%s %s\n"
                .formatted(body(), DASH, origin, Base64.getEncoder().encodeToString(line));
    }

    /** What a note is, and the signature to check over its body. */
    public record Note(Checkpoint checkpoint, Bytes signature) {}

    /**
     * Reads a note with exactly one signature by the key of {@code spki}; empty when it is not one.
     *
     * @param genuine checks the signature over {@link #body}
     */
    public static Optional<Checkpoint> open(String note, Bytes spki, Predicate<Note> genuine) {
        int blank = note.indexOf("\n\n");
        if (blank < 0) {
            return Optional.empty();
        }
        String[] body = note.substring(0, blank).split("\n", -1);
        String[] signature = note.substring(blank + 2).split("\n", -1);
        if (body.length != 3 || signature.length < 1 || !signature[0].startsWith(DASH + body[0] + " ")) {
            return Optional.empty();
        }
        try {
            byte[] line = Base64.getDecoder().decode(signature[0].substring(DASH.length() + body[0].length() + 1));
            var checkpoint = new Checkpoint(
                    body[0],
                    Long.parseLong(body[1]),
                    Bytes.taking(Base64.getDecoder().decode(body[2])));
            boolean named = line.length == 68 && Arrays.equals(line, 0, 4, keyHash(body[0], spki), 0, 4);
            var found =
                    new Note(checkpoint, Bytes.taking(Arrays.copyOfRange(line, Math.min(4, line.length), line.length)));
            return named && genuine.test(found) ? Optional.of(checkpoint) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** C2SP signed-note: first four bytes of SHA-256(name, line feed, type, public key). */
    private static byte[] keyHash(String name, Bytes spki) {
        byte[] raw = Arrays.copyOfRange(spki.toArray(), ED25519_SPKI_PREFIX, spki.size());
        byte[] hash = Sha256.digest(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ED25519_TYPE}, raw);
        return Arrays.copyOf(hash, 4);
    }
}
