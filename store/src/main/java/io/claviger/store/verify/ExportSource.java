package io.claviger.store.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.claviger.crypto.Bytes;
import io.claviger.store.journal.SealIndexRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines of an export, one after the other. */
final class ExportSource extends LogSource {
    static final String FORMAT = "claviger-log-export";

    private static final JsonFactory JSON = new JsonFactory();

    private final BufferedReader in;
    private final Signed newest;
    private @Nullable Map<String, Object> ahead;

    ExportSource(Path file) throws IOException {
        in = Files.newBufferedReader(file);
        Map<String, Object> header = line();
        if (header == null
                || !FORMAT.equals(header.get("format"))
                || !Long.valueOf(1).equals(header.get("v"))
                || !(header.get("checkpoint") instanceof Long size)
                || !(header.get("note") instanceof String note)) {
            in.close();
            throw new IOException("not an export of a log: " + file);
        }
        newest = new Signed(size, null, note);
        ahead = line();
    }

    private @Nullable Map<String, Object> line() throws IOException {
        String text = in.readLine();
        if (text == null) {
            return null;
        }
        var fields = new HashMap<String, Object>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                fields.put(
                        name, token == JsonToken.VALUE_NUMBER_INT ? (Object) parser.getLongValue() : parser.getText());
            }
        }
        return fields;
    }

    /** The line that comes next, if it has this member. */
    private @Nullable Map<String, Object> take(String member) throws IOException {
        Map<String, Object> next = ahead;
        if (next == null || !next.containsKey(member)) {
            return null;
        }
        ahead = line();
        return next;
    }

    @Override
    Optional<String> ownNote() {
        return Optional.empty();
    }

    @Override
    boolean isHome() {
        return false;
    }

    @Override
    Optional<Signed> newest() {
        return Optional.of(newest);
    }

    @Override
    Optional<Signed> checkpoint(long size) throws IOException {
        Map<String, Object> next = ahead;
        if (next != null && Long.valueOf(size).equals(next.get("checkpoint"))) {
            take("checkpoint");
            return Optional.of(new Signed(size, null, text(next, "note")));
        }
        return newest.size() == size ? Optional.of(newest) : Optional.empty();
    }

    @Override
    @Nullable
    LogLeaf leaf() throws IOException {
        Map<String, Object> line = take("seq");
        return line == null ? null : new LogLeaf(number(line, "seq"), bytes(line), null);
    }

    @Override
    @Nullable
    Frame frame(UUID node) throws IOException {
        Map<String, Object> line = take("frame");
        return line == null ? null : new Frame(node(line), number(line, "frame"), bytes(line));
    }

    private static UUID node(Map<String, Object> line) throws IOException {
        try {
            return UUID.fromString(text(line, "node"));
        } catch (IllegalArgumentException notAnId) {
            throw new IOException("not a line of an export: " + line, notAnId);
        }
    }

    @Override
    Set<SealIndexRow> sealIndex(long seal) {
        return Set.of();
    }

    @Override
    long rest() throws IOException {
        long rest = 0;
        for (Map<String, Object> line = ahead; line != null; line = line()) {
            boolean event =
                    line.containsKey("frame") || (line.containsKey("seq") && !new LogLeaf(0, bytes(line), null).seal());
            rest += event ? 1 : 0;
        }
        ahead = null;
        return rest;
    }

    @Override
    Optional<Defect> beside(long size) {
        return Optional.empty();
    }

    private static Bytes bytes(Map<String, Object> line) throws IOException {
        try {
            return Bytes.taking(Base64.getDecoder().decode(text(line, "leaf")));
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("not a line of an export: " + line, notBase64);
        }
    }

    private static String text(Map<String, Object> line, String name) throws IOException {
        if (line.get(name) instanceof String text) {
            return text;
        }
        throw new IOException("not a line of an export: " + line);
    }

    private static long number(Map<String, Object> line, String name) throws IOException {
        if (line.get(name) instanceof Long number) {
            return number;
        }
        throw new IOException("not a line of an export: " + line);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
