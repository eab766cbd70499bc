package io.claviger.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON text as UTF-8 bytes. A field whose value is null is left out. Every array it outgrows is
 * wiped, and {@link #close()}
 * wipes the last one, for the text may hold a secret.
 */
public final class JsonWriter implements AutoCloseable {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[512];
    private int size;

    /** An empty text. */
    public JsonWriter() {}

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, 0, size, (byte) 0);
        size = 0;
    }

    /** Begins an object. */
    public JsonWriter beginObject() {
        return begin('{');
    }

    /** Ends the object begun last. */
    public JsonWriter endObject() {
        return put('}');
    }

    /** Begins a list. */
    public JsonWriter beginList() {
        return begin('[');
    }

    /** Ends the list begun last. */
    public JsonWriter endList() {
        return put(']');
    }

    /** Writes a field's name; its value must follow. */
    public JsonWriter name(String name) {
        return value(name).put(':');
    }

    /** Writes a text field. */
    public JsonWriter field(String name, @Nullable String value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes a number. */
    public JsonWriter field(String name, @Nullable Integer value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes a number of 64 bits. */
    public JsonWriter field(String name, @Nullable Long value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes true or false. */
    public JsonWriter field(String name, @Nullable Boolean value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes a time: RFC 3339, UTC, microseconds. */
    public JsonWriter field(String name, @Nullable Instant value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes a time, or "" for one that is to be cleared. */
    public JsonWriter edit(String name, @Nullable Edit<Instant> edit) {
        return switch (edit) {
            case null -> this;
            case Edit.Set<Instant>(Instant value) -> name(name).value(value);
            case Edit.Clear<Instant>() -> name(name).value("");
        };
    }

    /** Writes bytes in base64. */
    public JsonWriter field(String name, @Nullable Octets value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes an object that somebody else gave us. */
    public JsonWriter field(String name, @Nullable RawJson value) {
        return value == null ? this : name(name).value(value);
    }

    /** Writes a secret in base64, straight from its bytes. */
    public JsonWriter base64(String name, @Nullable SecretValue secret) {
        return secret == null ? this : name(name).base64(secret.open());
    }

    /** Writes a secret that is text, straight from its UTF-8 bytes. */
    public JsonWriter secret(String name, @Nullable SecretValue secret) {
        return secret == null ? this : name(name).quoted(secret.open());
    }

    /** Writes an object by what writes it. */
    public <T> JsonWriter object(String name, @Nullable T value, BiConsumer<T, JsonWriter> write) {
        if (value != null) {
            write.accept(value, name(name));
        }
        return this;
    }

    /** Writes a list field by what writes each entry. */
    public <T> JsonWriter list(String name, @Nullable List<T> list, BiConsumer<T, JsonWriter> write) {
        return list == null ? this : name(name).list(list, write);
    }

    /** Writes a list by what writes each entry. */
    public <T> JsonWriter list(List<T> list, BiConsumer<T, JsonWriter> write) {
        beginList();
        list.forEach(each -> write.accept(each, this));
        return endList();
    }

    /** What writes a list whose entries are written by {@code write}. */
    static <T> BiConsumer<List<T>, JsonWriter> each(BiConsumer<T, JsonWriter> write) {
        return (list, to) -> to.list(list, write);
    }

    /** Writes a mapping by what writes each value. */
    public <T> JsonWriter map(String name, @Nullable Map<String, T> map, BiConsumer<T, JsonWriter> write) {
        if (map == null) {
            return this;
        }
        name(name).beginObject();
        map.forEach((key, value) -> write.accept(value, name(key)));
        return endObject();
    }

    /** Writes a mapping in which an empty value takes a name away: it is written as null. */
    public <T> JsonWriter changes(
            String name, @Nullable Map<String, Optional<T>> map, BiConsumer<T, JsonWriter> write) {
        return map(
                name,
                map,
                (change, to) -> change.ifPresentOrElse(value -> write.accept(value, to), () -> to.literal("null")));
    }

    /** Writes text; half a surrogate pair becomes U+FFFD, for no reader takes it. */
    public JsonWriter value(String text) {
        separate();
        room(text.length() * 6 + 2);
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                size = Utf8.put(Character.toCodePoint(c, text.charAt(++i)), bytes, size);
            } else {
                size = Utf8.put(Character.isSurrogate(c) ? 0xfffd : c, bytes, size);
            }
        }
        bytes[size++] = '"';
        return this;
    }

    /** Writes a number. */
    public JsonWriter value(Integer value) {
        return value(value.longValue());
    }

    /** Writes a number of 64 bits. */
    public JsonWriter value(Long value) {
        return literal(Long.toString(value));
    }

    /** Writes true or false. */
    public JsonWriter value(Boolean value) {
        return literal(value ? "true" : "false");
    }

    /** Writes a time. */
    public JsonWriter value(Instant value) {
        return value(Moments.format(value));
    }

    /** Writes bytes in base64. */
    public JsonWriter value(Octets value) {
        return base64(value.bare());
    }

    /** Writes an object that somebody else gave us. */
    public JsonWriter value(RawJson value) {
        separate();
        return raw(value.bare());
    }

    /** Writes what is JSON already: a number, true, false, null. */
    JsonWriter literal(String json) {
        separate();
        room(json.length());
        for (int i = 0; i < json.length(); i++) {
            bytes[size++] = (byte) json.charAt(i);
        }
        return this;
    }

    private JsonWriter base64(byte[] value) {
        separate();
        int letters = Base64Text.length(value.length);
        room(letters + 2);
        bytes[size++] = '"';
        Base64Text.encode(value, bytes, size);
        size += letters;
        bytes[size++] = '"';
        return this;
    }

    private JsonWriter quoted(byte[] utf8) {
        separate();
        room(utf8.length * 6 + 2);
        bytes[size++] = '"';
        for (byte b : utf8) {
            if (b < 0) {
                bytes[size++] = b;
            } else {
                ascii((char) b);
            }
        }
        bytes[size++] = '"';
        return this;
    }

    private void ascii(char c) {
        if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f) {
            bytes[size++] = (byte) c;
            return;
        }
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = (byte) c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 15];
            }
        }
    }

    private JsonWriter begin(char bracket) {
        separate();
        return put(bracket);
    }

    private JsonWriter put(char c) {
        room(1);
        bytes[size++] = (byte) c;
        return this;
    }

    private JsonWriter raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    /** Puts the comma: needed unless this is the first thing in its bracket or a name's value. */
    private void separate() {
        if (size > 0) {
            byte last = bytes[size - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            byte[] old = bytes;
            bytes = Arrays.copyOf(old, Math.max(old.length * 2, Math.addExact(size, more)));
            Arrays.fill(old, 0, size, (byte) 0);
        }
    }
}
