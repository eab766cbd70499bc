package io.claviger.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's token stream with our limits and our errors, and the path of names that leads to where it stands.
 *
 * <p>Jackson's messages are never passed on: they quote the body, and the body may be a password without quotes.
 */
final class Tokens {
    /** Jackson's own string limit is out of the way: each field has its own, and secrets are never asked of it. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.DEPTH)
                    .maxNameLength(JsonLimits.NAME)
                    .maxNumberLength(JsonLimits.NUMBER)
                    .maxStringLength(JsonLimits.BODY)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Digits that surely fit into 64 bits; an exponent may claim millions. */
    private static final int WIDEST = 18;

    private final byte[] body;
    private final JsonParser parser;
    private final @Nullable String[] path = new @Nullable String[JsonLimits.DEPTH + 1];
    private int depth;

    Tokens(byte[] body) {
        this.body = body;
        try {
            parser = JSON.createParser(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next token, null at the end of the body. */
    @Nullable
    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (StreamConstraintsException _) {
            throw tooMuch();
        } catch (StreamReadException _) {
            throw broken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The token that stands here. */
    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    /** The value of the field just named, or the element just found. */
    JsonToken value() {
        JsonToken token = parser.currentToken() == JsonToken.FIELD_NAME ? next() : parser.currentToken();
        return Objects.requireNonNull(token, "a name without a value");
    }

    /** The next name in the object entered last, null at its end. */
    @Nullable
    String name() {
        if (next() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = text();
        path[depth] = name;
        return name;
    }

    /** Whether the list goes on. */
    boolean element() {
        return next() != JsonToken.END_ARRAY;
    }

    void enter() {
        depth++;
    }

    void leave() {
        path[depth] = null;
        depth--;
    }

    /** Whether the value is null or ""; looks at the body, so that no text is made of what may be a secret. */
    boolean absent(JsonToken token) {
        return token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && body[place() + 1] == '"');
    }

    /** The text of the token, which must not be a secret; a surrogate alone is refused. */
    String text() {
        String text;
        try {
            text = parser.getText();
        } catch (StreamConstraintsException _) {
            throw tooMuch();
        } catch (StreamReadException _) {
            throw broken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requireCharacters(text);
        return text;
    }

    /** The whole number that stands here; 1.0 and 1e2 are whole too, as JSON Schema has it. */
    long whole(long min, long max) {
        long value = wide();
        if (value < min || value > max) {
            throw bad("must be from " + min + " to " + max);
        }
        return value;
    }

    /** The number, or the nearest end of what 64 bits hold. */
    private long wide() {
        try {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return parser.getLongValue();
            }
            var exact = new BigDecimal(text());
            if (exact.signum() != 0 && (long) exact.precision() - exact.scale() > WIDEST) {
                return exact.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            return exact.longValueExact();
        } catch (ArithmeticException | NumberFormatException _) {
            throw bad("must be a whole number");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The place in the body where the token begins. */
    int place() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Passes over the value that stands here, with all that is in it. */
    void skip() {
        JsonToken token = value();
        int open = token.isStructStart() ? 1 : 0;
        while (open > 0) {
            JsonToken each = Objects.requireNonNull(next());
            open += each.isStructStart() ? 1 : each.isStructEnd() ? -1 : 0;
        }
    }

    /** Refuses what is not built yet, unless it is empty all the way down. */
    void requireEmpty(JsonToken token) {
        switch (token) {
            case VALUE_NULL, VALUE_FALSE -> {}
            case START_ARRAY -> {
                while (element()) {
                    requireEmpty(value());
                }
            }
            case START_OBJECT -> requireEmptyObject();
            default -> {
                boolean zero = token.isNumeric() && text().matches("-?0(\\.0*)?([eE].*)?");
                if (!zero && !absent(token)) {
                    throw bad("not supported yet");
                }
            }
        }
    }

    private void requireEmptyObject() {
        enter();
        var names = new HashSet<String>();
        for (String name = name(); name != null; name = name()) {
            if (!names.add(name)) {
                throw bad("stands here twice");
            }
            requireEmpty(value());
        }
        leave();
    }

    /** An error about the field that stands here. */
    BadJson bad(String rule) {
        return new BadJson(path(), rule);
    }

    BadJson unknown() {
        return bad("unknown field `" + BadJson.shown(Objects.requireNonNullElse(path[depth], "")) + "`");
    }

    BadJson missing(String field) {
        path[depth] = field;
        return bad("is required");
    }

    private String path() {
        var text = new StringBuilder();
        for (int i = 0; i <= depth; i++) {
            String name = path[i];
            if (name != null) {
                text.append(text.isEmpty() ? "" : ".").append(BadJson.shown(name));
            }
        }
        return text.toString();
    }

    private void requireCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw bad("has half a surrogate pair");
                }
                i++;
            }
        }
    }

    private BadJson broken() {
        return new BadJson("", "not JSON at byte " + parser.currentLocation().getByteOffset());
    }

    private BadJson tooMuch() {
        return bad("nested deeper than " + JsonLimits.DEPTH + ", a name longer than " + JsonLimits.NAME
                + " or a number longer than " + JsonLimits.NUMBER + " characters");
    }
}
