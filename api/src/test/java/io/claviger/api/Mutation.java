package io.claviger.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** Small damage to a JSON value, chosen by a seeded random source. */
@NullMarked
record Mutation(Random random) {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "0",
            "1",
            "-1",
            "-2",
            "7",
            "2147483647",
            "2147483648",
            "-0",
            "1.0",
            "0.0",
            "1e2",
            "1.5",
            "0.5",
            "true",
            "false",
            "[]",
            "{}",
            "[null]",
            "[\"\"]",
            "[\"password\"]",
            "[1]",
            "[[]]",
            "[{}]",
            "[{\"a\":null}]",
            "{\"a\":null}",
            "{\"a\":\"b\"}",
            "{\"a\":1}",
            "{\"\":\"b\"}",
            "{\"a b\":\"b\"}",
            "{\"a\":\"x,y\"}",
            "{\"a\":[\"b\"]}",
            "{\"UseKey\":[\"team\",null]}",
            "{\"a\":{\"b\":[]}}",
            "\"x\"",
            "\"raw\"",
            "\"hex\"",
            "\"name\"",
            "\"Active\"",
            "\"active\"",
            "\"KeyCompromise\"",
            "\"YQ==\"",
            "\"YR==\"",
            "\"YQ\"",
            "\"YWJj\"",
            "\"2024-06-18T13:05:41.144324Z\"",
            "\"2024-06-18t13:05:41+02:00\"",
            "\"2024-06-31T00:00:00Z\"",
            "\"2024-06-18T24:00:00Z\"",
            "\"2024-06-18\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"ä😀\"",
            "4194303",
            "4194304");

    /** A copy of {@code value} with one thing changed; {@code names} are those that its schema knows. */
    JsonNode of(JsonNode value, List<String> names) {
        JsonNode copy = value.deepCopy();
        JsonNode place = place(copy);
        switch (place) {
            case ObjectNode object when object.isEmpty() || random.nextInt(2) == 0 -> object.set(name(names), value());
            case ObjectNode object -> {
                var fields = new ArrayList<String>();
                object.fieldNames().forEachRemaining(fields::add);
                String field = fields.get(random.nextInt(fields.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(field);
                } else {
                    object.set(field, value());
                }
            }
            case ArrayNode list when list.isEmpty() || random.nextInt(2) == 0 -> list.add(value());
            case ArrayNode list -> list.set(random.nextInt(list.size()), value());
            default -> {}
        }
        return copy;
    }

    /** The value itself, most often, or an object or a list in it. */
    private JsonNode place(JsonNode value) {
        var inner = new ArrayList<JsonNode>();
        value.forEach(each -> {
            if (each.isContainerNode()) {
                inner.add(each);
            }
        });
        return inner.isEmpty() || random.nextInt(3) > 0 ? value : place(inner.get(random.nextInt(inner.size())));
    }

    private String name(List<String> names) {
        return names.isEmpty() || random.nextInt(10) == 0
                ? "nobody" + random.nextInt(9)
                : names.get(random.nextInt(names.size()));
    }

    private JsonNode value() {
        try {
            if (random.nextInt(20) == 0) {
                return JACKSON.getNodeFactory()
                        .textNode("x"
                                .repeat(List.of(32, 33, 64, 255, 256, 512, 513, 5_000)
                                        .get(random.nextInt(8))));
            }
            return JACKSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
