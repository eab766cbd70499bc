package io.claviger.api;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object from a request's bytes, strictly, one value at a time; the generated parsers say what
 * they want.
 *
 * <p>Each method that reads a value answers null when the body has null or "" there, for both mean absent
 * (where "" is a value, the
 * caller says so). Secrets are taken from the bytes of the body; the token stream below only passes over them,
 * so they are in no
 * buffer but the body and the {@link SecretValue}. Every broken rule is a {@link BadJson}.
 */
public final class JsonReader {
    private final byte[] body;
    private final Tokens tokens;

    private JsonReader(byte[] body) {
        this.body = body;
        this.tokens = new Tokens(body);
    }

    /**
     * A reader at the start of {@code body}, which must not change until the reading is done.
     *
     * @throws BadJson if it is too long, has a byte order mark, or is not UTF-8
     */
    public static JsonReader of(byte[] body) {
        if (body.length > JsonLimits.BODY) {
            throw new BadJson("", "the body is longer than " + JsonLimits.BODY + " bytes");
        }
        if (Utf8.marked(body)) {
            throw new BadJson("", "the body begins with a byte order mark");
        }
        int bad = Utf8.firstBad(body);
        if (bad >= 0) {
            throw new BadJson("", "the body is not UTF-8 at byte " + bad);
        }
        return new JsonReader(body);
    }

    /** Goes to the root, which must be an object. */
    public void open() {
        if (tokens.next() != JsonToken.START_OBJECT) {
            throw new BadJson("", "the body must be a JSON object");
        }
    }

    /** Says that nothing may follow any more. */
    public void finish() {
        if (tokens.next() != null) {
            throw new BadJson("", "something follows the JSON object");
        }
    }

    /** Enters the object that stands here. */
    void begin() {
        if (tokens.current() != JsonToken.START_OBJECT) {
            throw tokens.bad("must be an object");
        }
        tokens.enter();
    }

    /** The next field name of the object entered last, or null at its end. */
    @Nullable
    String next() {
        return tokens.name();
    }

    /** Leaves the object whose end {@link #next} reported. */
    void end() {
        tokens.leave();
    }

    /** Marks a field as seen; each may stand in an object once. */
    long once(long seen, int bit) {
        long mark = 1L << bit;
        if ((seen & mark) != 0) {
            throw tokens.bad("stands here twice");
        }
        return seen | mark;
    }

    BadJson unknown() {
        return tokens.unknown();
    }

    BadJson missing(String field) {
        return tokens.missing(field);
    }

    @Nullable
    String text(TextRule rule) {
        JsonToken token = tokens.value();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw tokens.bad("must be a string");
        }
        String text = tokens.text();
        if (text.isEmpty() && !rule.keepsEmpty()) {
            return null;
        }
        String broken = rule.broken(text);
        if (broken != null) {
            throw tokens.bad(broken);
        }
        return text;
    }

    @Nullable
    Integer integer(int min, int max) {
        Long number = number(min, max);
        return number == null ? null : number.intValue();
    }

    @Nullable
    Long number(long min, long max) {
        JsonToken token = tokens.value();
        if (tokens.absent(token)) {
            return null;
        }
        if (!token.isNumeric()) {
            throw tokens.bad("must be a whole number");
        }
        return tokens.whole(min, max);
    }

    @Nullable
    Boolean flag() {
        JsonToken token = tokens.value();
        if (tokens.absent(token)) {
            return null;
        }
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw tokens.bad("must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    @Nullable
    Instant moment() {
        JsonToken token = tokens.value();
        if (tokens.absent(token)) {
            return null;
        }
        Instant moment = token == JsonToken.VALUE_STRING ? Moments.parse(tokens.text()) : null;
        if (moment == null) {
            throw tokens.bad("must be an RFC 3339 time, for example 2024-06-18T13:05:41.144324Z");
        }
        return Moments.unset(moment) ? null : moment;
    }

    /** Reads a time where "not set" is a wish and only null is absent. */
    @Nullable
    Edit<Instant> momentEdit() {
        if (tokens.value() == JsonToken.VALUE_NULL) {
            return null;
        }
        Instant moment = moment();
        return moment == null ? new Edit.Clear<>() : new Edit.Set<>(moment);
    }

    @Nullable
    Octets octets(int max, boolean keepEmpty) {
        byte[] bytes = decoded(max, keepEmpty);
        return bytes == null ? null : Octets.taking(bytes);
    }

    @Nullable
    SecretValue secretBase64(int max, boolean keepEmpty) {
        byte[] bytes = decoded(max, keepEmpty);
        return bytes == null ? null : SecretValue.taking(bytes);
    }

    @Nullable
    SecretValue secretText(int max, boolean keepEmpty) {
        QuotedText quoted = quoted(keepEmpty);
        if (quoted == null) {
            return null;
        }
        byte[] bytes = unquoted(quoted);
        if (QuotedText.characters(bytes) > max) {
            Arrays.fill(bytes, (byte) 0);
            throw tokens.bad("longer than " + max + " characters");
        }
        return SecretValue.taking(bytes);
    }

    <T> @Nullable List<T> list(int max, Function<JsonReader, @Nullable T> item) {
        JsonToken token = tokens.value();
        if (tokens.absent(token)) {
            return null;
        }
        if (token != JsonToken.START_ARRAY) {
            throw tokens.bad("must be a list");
        }
        var items = new ArrayList<T>();
        for (int count = 1; tokens.element(); count++) {
            if (count > max) {
                throw tokens.bad("more than " + max + " entries");
            }
            T value = item.apply(this);
            if (value != null) {
                items.add(value);
            }
        }
        return Collections.unmodifiableList(items);
    }

    /** Reads a mapping; a name whose value is null is passed over. */
    <T> @Nullable Map<String, T> map(int max, TextRule names, Function<JsonReader, @Nullable T> value) {
        Map<String, Optional<T>> changes = changes(max, names, value);
        if (changes == null) {
            return null;
        }
        var map = new LinkedHashMap<String, T>();
        changes.forEach((name, each) -> each.ifPresent(there -> map.put(name, there)));
        return map;
    }

    /** Reads a mapping in which null has a meaning: take this name away. */
    <T> @Nullable Map<String, Optional<T>> changes(int max, TextRule names, Function<JsonReader, @Nullable T> value) {
        JsonToken token = tokens.value();
        if (tokens.absent(token)) {
            return null;
        }
        begin();
        var map = new LinkedHashMap<String, Optional<T>>();
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            String broken = names.broken(name);
            if (broken != null) {
                throw tokens.bad("as a name " + broken);
            }
            if (map.size() == max && !map.containsKey(name)) {
                throw tokens.bad("more than " + max + " names");
            }
            if (map.put(name, Optional.ofNullable(value.apply(this))) != null) {
                throw tokens.bad("stands here twice");
            }
        }
        end();
        return map;
    }

    <T> @Nullable T object(Function<JsonReader, T> read) {
        return tokens.absent(tokens.value()) ? null : read.apply(this);
    }

    /** Reads any object and keeps its text. */
    @Nullable
    RawJson raw(int max) {
        return tokens.absent(tokens.value()) ? null : rawObject(max);
    }

    RawJson rawObject(int max) {
        if (tokens.current() != JsonToken.START_OBJECT) {
            throw tokens.bad("must be an object");
        }
        return RawJson.taking(new RawCopy(tokens, max).object());
    }

    /** Passes over a field that is not built yet: it must be empty all the way down, or one of {@code defaults}. */
    void notYet(String... defaults) {
        JsonToken token = tokens.value();
        boolean asDefault = defaults.length > 0
                && token == JsonToken.VALUE_STRING
                && Arrays.asList(defaults).contains(tokens.text());
        if (!asDefault) {
            tokens.requireEmpty(token);
        }
    }

    /** Passes over any value; only records that are not strict do this. */
    void skip() {
        tokens.skip();
    }

    private byte @Nullable [] decoded(int max, boolean keepEmpty) {
        QuotedText quoted = quoted(keepEmpty);
        if (quoted == null) {
            return null;
        }
        byte[] letters = quoted.escaped() ? unquoted(quoted) : body;
        int from = quoted.escaped() ? 0 : quoted.start();
        int to = quoted.escaped() ? letters.length : quoted.end();
        byte[] bytes = to - from > max ? null : Base64Text.decode(letters, from, to);
        if (quoted.escaped()) {
            Arrays.fill(letters, (byte) 0);
        }
        if (bytes == null) {
            throw tokens.bad(
                    to - from > max
                            ? "longer than " + max + " characters"
                            : "must be base64 with padding (RFC 4648 section 4)");
        }
        return bytes;
    }

    /** The string that stands here, by its place; null when it is absent. */
    private @Nullable QuotedText quoted(boolean keepEmpty) {
        JsonToken token = tokens.value();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw tokens.bad("must be a string");
        }
        QuotedText quoted = QuotedText.at(body, tokens.place());
        if (quoted == null) {
            throw tokens.bad("is not a whole JSON string");
        }
        return quoted.length() == 0 && !keepEmpty ? null : quoted;
    }

    private byte[] unquoted(QuotedText quoted) {
        byte[] bytes = quoted.bytes(body);
        if (bytes == null) {
            throw tokens.bad("has an escape that stands for no character");
        }
        return bytes;
    }
}
