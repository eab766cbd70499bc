package io.claviger.apigen;

import java.util.List;

/**
 * Writes the method that turns a record into JSON.
 *
 * @param fields all properties
 */
record WriterSource(List<Field> fields) {

    /** The method itself. */
    void method(Source out) {
        out.doc("Writes it as an object; what is absent is left out.");
        out.line("public void write(JsonWriter out) {");
        out.line("out.beginObject();");
        fields.stream().filter(Field::kept).forEach(f -> out.line(call(f.shape(), f.json(), f.java())));
        out.line("out.endObject();");
        out.line("}");
    }

    private static String call(Shape shape, String json, String java) {
        String name = Source.literal(json);
        return switch (shape) {
            case Shape.Moment(var clears) when clears -> "out.edit(" + name + ", " + java + ");";
            case Shape.Text _, Shape.Whole _, Shape.Flag _, Shape.Moment _, Shape.Bytes _, Shape.Free _ ->
                "out.field(" + name + ", " + java + ");";
            case Shape.Secret(var base64, var _, var _) ->
                "out." + (base64 ? "base64" : "secret") + "(" + name + ", " + java + ");";
            case Shape.Many(var item, var _) -> "out.list(" + name + ", " + java + ", " + value(item, "each") + ");";
            case Shape.Mapping(var _, var value, var _, var removes) ->
                "out." + (removes ? "changes" : "map") + "(" + name + ", " + java + ", " + value(value, "each") + ");";
            case Shape.Nested(var type) -> "out.object(" + name + ", " + java + ", " + type + "::write);";
            case Shape.NotYet _ -> throw new IllegalStateException("what is not built yet is not written");
        };
    }

    private static String value(Shape shape, String each) {
        return switch (shape) {
            case Shape.Text _, Shape.Whole _, Shape.Flag _, Shape.Moment _, Shape.Bytes _, Shape.Free _ ->
                "(" + each + ", to) -> to.value(" + each + ")";
            case Shape.Nested(var type) -> type + "::write";
            case Shape.Many(var item, var _) -> "JsonWriter.each(" + value(item, each) + ")";
            case Shape.Secret _, Shape.Mapping _, Shape.NotYet _ ->
                throw new BadContract(shape.toString(), "may not stand inside a list or mapping");
        };
    }
}
