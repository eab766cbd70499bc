package io.claviger.apigen;

import java.util.List;

/**
 * Holds the contract to what the generated parsers do: null and "" count as absent, so a strict schema must
 * say so itself,
 * else other people's validators would disagree with us.
 */
final class Leniency {
    private Leniency() {}

    /** Refuses a property of a strict schema whose text and whose parser would judge null or "" differently. */
    static void check(Node schema, Field field) {
        if (field.shape() instanceof Shape.NotYet) {
            require(!field.required(), schema, "what is not built yet cannot be required");
            return;
        }
        if (field.shape() instanceof Shape.Whole) {
            boolean bounded = schema.has("minimum") && schema.has("maximum");
            require(
                    bounded,
                    schema,
                    "a number needs minimum and maximum, for a parser has both whatever the contract says");
        }
        if (field.required()) {
            checkRequired(schema, field);
            return;
        }
        boolean choice = schema.nodes("anyOf").stream()
                .anyMatch(each ->
                        each.has("enum") && each.list("enum").containsAll(List.of("")) && hasNull(each, "enum"));
        if (choice) {
            return;
        }
        require(hasNull(schema, "type"), schema, "an optional field must allow null");
        require(schema.list("type").contains("string"), schema, "an optional field must allow \"\"");
        require(schema.number("minLength").isEmpty(), schema, "an optional field must allow \"\": no minLength");
        boolean pure = schema.list("type").size() == 2;
        require(
                pure || schema.number("maxLength").orElse(-1L) == 0,
                schema,
                "only \"\" may stand for absent: maxLength 0");
        require(
                !schema.has("enum") || (schema.list("enum").contains("") && hasNull(schema, "enum")),
                schema,
                "an optional enum must allow null and \"\"");
    }

    private static void checkRequired(Node schema, Field field) {
        require(!hasNull(schema, "type"), schema, "a required field may not be null");
        boolean emptyIsAbsent = field.shape() instanceof Shape.Text(var min, var _, var _, var allowed, var keep)
                && !keep
                && min == 0
                && allowed.isEmpty();
        require(!emptyIsAbsent, schema, "a required text needs minLength 1 or x-keep-empty");
    }

    private static boolean hasNull(Node schema, String key) {
        return schema.list(key).stream().anyMatch(each -> each == null || each.equals("null"));
    }

    private static void require(boolean holds, Node schema, String rule) {
        if (!holds) {
            throw new BadContract(schema.where(), rule);
        }
    }
}
