package io.claviger.apigen;

/** Which Java type holds a shape. */
final class JavaTypes {
    private JavaTypes() {}

    /** The type of a record component: primitive where the value is always there, nullable where it may be absent. */
    static String component(Field field) {
        if (field.required()) {
            return switch (field.shape()) {
                case Shape.Whole(var _, var _, var wide) -> wide ? "long" : "int";
                case Shape.Flag() -> "boolean";
                case Shape other -> reference(other);
            };
        }
        return nullable(field);
    }

    /** The type of a variable that has not been given its value yet. */
    static String nullable(Field field) {
        return "@Nullable " + reference(field.shape());
    }

    /** The type as a type argument. */
    static String reference(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "String";
            case Shape.Whole(var _, var _, var wide) -> wide ? "Long" : "Integer";
            case Shape.Flag() -> "Boolean";
            case Shape.Moment(var clears) -> clears ? "Edit<Instant>" : "Instant";
            case Shape.Bytes _ -> "Octets";
            case Shape.Secret _ -> "SecretValue";
            case Shape.Many(var item, var _) -> "List<" + reference(item) + ">";
            case Shape.Mapping(var _, var value, var _, var removes) ->
                "Map<String, " + (removes ? "Optional<" + reference(value) + ">" : reference(value)) + ">";
            case Shape.Nested(var type) -> type;
            case Shape.Free(var _) -> "RawJson";
            case Shape.NotYet _ -> throw new IllegalStateException("what is not built yet has no type");
        };
    }
}
