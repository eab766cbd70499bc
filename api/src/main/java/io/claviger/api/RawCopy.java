package io.claviger.api;

import com.fasterxml.jackson.core.JsonToken;
import java.util.HashSet;

/** Copies an object token by token, so that its text is bounded, free of doubled names and without white space. */
final class RawCopy {
    private final Tokens tokens;
    private final int max;
    private final JsonWriter out = new JsonWriter();
    private int members;

    RawCopy(Tokens tokens, int max) {
        this.tokens = tokens;
        this.max = max;
    }

    /** The text of the object whose start has just been read. */
    byte[] object() {
        members();
        return out.toBytes();
    }

    private void members() {
        tokens.enter();
        out.beginObject();
        var names = new HashSet<String>();
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            if (!names.add(name)) {
                throw tokens.bad("stands here twice");
            }
            JsonToken token = tokens.value();
            if (token != JsonToken.VALUE_NULL) {
                out.name(name);
                value(token);
            }
        }
        out.endObject();
        tokens.leave();
    }

    private void value(JsonToken token) {
        if (++members > JsonLimits.MEMBERS || out.size() > max) {
            throw tokens.bad("holds more than " + max + " bytes or " + JsonLimits.MEMBERS + " values");
        }
        switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> {
                out.beginList();
                while (tokens.element()) {
                    JsonToken element = tokens.value();
                    if (element != JsonToken.VALUE_NULL) {
                        value(element);
                    }
                }
                out.endList();
            }
            case VALUE_STRING -> out.value(tokens.text());
            default -> out.literal(tokens.text());
        }
    }
}
