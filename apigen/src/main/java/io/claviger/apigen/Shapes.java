package io.claviger.apigen;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the shape of each property out of a contract.
 *
 * @param contract where references lead
 */
public record Shapes(Contract contract) {
    private static final long TEXT = 4_096;
    private static final long BODY = 4L << 20;
    private static final long ITEMS = 1_000;
    private static final long NAMES = 256;

    /** The properties of an object schema, in the order of the file. */
    public List<Field> fields(Node schema) {
        var required = schema.list("required");
        boolean strict = strict(schema);
        var fields = new ArrayList<Field>();
        schema.at("properties").members().forEach((name, property) -> {
            boolean must = required.contains(name);
            Node resolved = contract.resolve(property);
            var field = new Field(
                    name, shape(property), must, resolved.text("description").orElse(""));
            if (strict) {
                Leniency.check(resolved, field);
            }
            fields.add(field);
        });
        for (Object name : required) {
            if (fields.stream().noneMatch(field -> field.json().equals(name))) {
                throw new BadContract(schema.where(), "requires " + name + ", which it does not have");
            }
        }
        return fields;
    }

    /** Whether names that the schema does not list are refused. */
    public static boolean strict(Node schema) {
        return Boolean.FALSE.equals(schema.values().get("additionalProperties"));
    }

    private Shape shape(Node property) {
        String record = contract.target(property);
        if (contract.records().containsKey(record)) {
            return new Shape.Nested(record);
        }
        Node schema = contract.resolve(property);
        if (schema.flag("x-not-yet")) {
            return new Shape.NotYet(defaults(schema));
        }
        if (schema.has("anyOf")) {
            var choices = schema.nodes("anyOf").stream()
                    .filter(choice -> !choice.has("enum"))
                    .toList();
            if (choices.size() != 1) {
                throw new BadContract(schema.where(), "anyOf may join one schema and an enum of what counts as absent");
            }
            return shape(choices.getFirst());
        }
        return typed(schema);
    }

    private Shape typed(Node schema) {
        var types = schema.list("type");
        if (types.contains("number")) {
            throw new BadContract(schema.where(), "no type that is understood: " + types);
        }
        if (types.contains("integer")) {
            return whole(schema);
        }
        if (types.contains("boolean")) {
            return new Shape.Flag();
        }
        if (types.contains("array")) {
            return new Shape.Many(
                    shape(schema.at("items")), schema.number("maxItems").orElse(ITEMS));
        }
        if (types.contains("object")) {
            return object(schema);
        }
        if (types.contains("string")) {
            return string(schema);
        }
        throw new BadContract(schema.where(), "no type that is understood: " + types);
    }

    private static Shape whole(Node schema) {
        boolean wide = schema.text("format").orElse("").equals("int64");
        long min = schema.number("minimum").orElse(wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
        long max = schema.number("maximum").orElse(wide ? Long.MAX_VALUE : Integer.MAX_VALUE);
        return new Shape.Whole(min, max, wide);
    }

    private Shape object(Node schema) {
        if (!schema.has("additionalProperties") || schema.flag("x-json")) {
            return new Shape.Free(schema.number("x-max-bytes").orElse(16_384L));
        }
        Node names = contract.resolve(schema.at("propertyNames"));
        var keys = new Shape.Text(
                names.number("minLength").orElse(0L),
                names.number("maxLength").orElse(NAMES),
                names.text("pattern").orElse(""),
                allowed(names),
                true);
        return new Shape.Mapping(
                keys,
                value(schema.at("additionalProperties")),
                schema.number("maxProperties").orElse(NAMES),
                schema.flag("x-null-told"));
    }

    /** The value of a mapping; here "" is a value like any other, for only fields may be left empty. */
    private Shape value(Node schema) {
        return switch (shape(schema)) {
            case Shape.Text(var min, var max, var pattern, var allowed, var _) ->
                new Shape.Text(min, max, pattern, allowed, true);
            case Shape other -> other;
        };
    }

    private static Shape string(Node schema) {
        boolean keepEmpty = schema.flag("x-keep-empty");
        String secret = schema.text("x-secret").orElse("");
        if (!secret.isEmpty()) {
            return new Shape.Secret(
                    secret.equals("base64"), schema.number("maxLength").orElse(BODY), keepEmpty);
        }
        if (schema.has("x-bytes")) {
            return new Shape.Bytes(schema.number("maxLength").orElse(BODY), keepEmpty);
        }
        if (schema.text("format").orElse("").equals("date-time")) {
            return new Shape.Moment(schema.flag("x-clears"));
        }
        return new Shape.Text(
                schema.number("minLength").orElse(0L),
                schema.number("maxLength").orElse(TEXT),
                schema.text("pattern").orElse(""),
                allowed(schema),
                keepEmpty);
    }

    private static List<String> allowed(Node schema) {
        return schema.list("enum").stream()
                .filter(each -> each instanceof String text && !text.isEmpty())
                .map(Object::toString)
                .toList();
    }

    private static List<String> defaults(Node schema) {
        return schema.nodes("anyOf").stream()
                .flatMap(choice -> choice.list("enum").stream())
                .filter(each -> each instanceof String text && !text.isEmpty())
                .map(Object::toString)
                .toList();
    }
}
