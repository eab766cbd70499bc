package io.claviger.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A JSON object kept for its owner as it came, white space and nulls left out; nothing here looks inside. */
public final class RawJson {
    private final byte[] json;

    private RawJson(byte[] json) {
        this.json = json;
    }

    /**
     * Takes the text of one JSON object.
     *
     * @throws BadJson if it is none, or breaks {@link JsonLimits}
     */
    public static RawJson of(String json) {
        var reader = JsonReader.of(json.getBytes(StandardCharsets.UTF_8));
        reader.open();
        RawJson raw = reader.rawObject(JsonLimits.BODY);
        reader.finish();
        return raw;
    }

    static RawJson taking(byte[] json) {
        return new RawJson(json);
    }

    /** The object's text. */
    public String json() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Whether the object has no members. */
    public boolean isEmpty() {
        return json.length == 2;
    }

    byte[] bare() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawJson raw && Arrays.equals(json, raw.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** Says its size only: what others keep here is nobody's log line. */
    @Override
    public String toString() {
        return "RawJson[" + json.length + "]";
    }
}
