package io.claviger.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply as maps, lists, strings, numbers and booleans, for those who only show it. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** @throws ApiFailure when it is no JSON object */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(byte[] bytes) {
        try (JsonParser in = FACTORY.createParser(bytes)) {
            in.nextToken();
            if (value(in) instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
        } catch (IOException malformed) {
            throw new ApiFailure(0, "", "the answer is not JSON");
        }
        throw new ApiFailure(0, "", "the answer is not a JSON object");
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        return switch (token) {
            case START_OBJECT -> map(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }

    private static Map<String, Object> map(JsonParser in) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            Object value = value(in);
            if (value != null) {
                map.put(name, value);
            }
        }
        return map;
    }

    private static List<Object> list(JsonParser in) throws IOException {
        var list = new ArrayList<Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(in);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }
}
