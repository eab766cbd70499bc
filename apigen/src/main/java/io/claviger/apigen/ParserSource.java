package io.claviger.apigen;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the strict parser of one schema.
 *
 * @param type the record's name
 * @param fields all properties, those too that are not kept
 * @param strict whether unknown names are refused or passed over
 */
record ParserSource(String type, List<Field> fields, boolean strict) {

    /** The constants that hold the bounds of public text. */
    void constants(Source out) {
        for (Field field : fields) {
            switch (field.shape()) {
                case Shape.Text text -> constant(out, field.constant(), text);
                case Shape.Many(Shape.Text text, var _) -> constant(out, field.constant(), text);
                case Shape.Mapping(Shape.Text names, var value, var _, var _) -> {
                    constant(out, field.constant() + "_NAME", names);
                    switch (value) {
                        case Shape.Text text -> constant(out, field.constant(), text);
                        case Shape.Many(Shape.Text text, var _) -> constant(out, field.constant(), text);
                        case Shape other -> requireSimple(other);
                    }
                }
                case Shape _ -> {}
            }
        }
    }

    private static void requireSimple(Shape shape) {
        if (shape instanceof Shape.Mapping || shape instanceof Shape.Secret) {
            throw new BadContract(shape.toString(), "may not stand inside a list or mapping");
        }
    }

    private static void constant(Source out, String name, Shape.Text text) {
        var rule = new StringBuilder("TextRule.between(" + text.min() + ", " + text.max() + ")");
        if (!text.allowed().isEmpty()) {
            rule.append(text.allowed().stream().map(Source::literal).collect(Collectors.joining(", ", ".oneOf(", ")")));
        }
        if (!text.pattern().isEmpty()) {
            rule.append(".matching(").append(Source.literal(text.pattern())).append(')');
        }
        if (text.keepEmpty()) {
            rule.append(".keepingEmpty()");
        }
        out.line("private static final TextRule " + name + " = " + rule + ";").gap();
    }

    /** The method for a whole body and the one for an object inside another. */
    void methods(Source out) {
        boolean secrets = fields.stream().anyMatch(Field::secret);
        out.doc("""
                Reads a whole body.

                @param in a reader at its start
                @throws BadJson if the body breaks a rule of the contract""");
        out.line("public static " + type + " parse(JsonReader in) {");
        out.line("in.open();");
        out.line(type + " parsed = read(in);");
        if (secrets) {
            out.line("try {").line("in.finish();").line("} catch (BadJson bad) {");
            out.line("parsed.close();").line("throw bad;").line("}");
        } else {
            out.line("in.finish();");
        }
        out.line("return parsed;").line("}").gap();
        out.line("static " + type + " read(JsonReader in) {");
        out.line("in.begin();");
        for (int word = 0; word * 64 < fields.size(); word++) {
            out.line("long seen" + word + " = 0;");
        }
        fields.stream().filter(Field::kept).forEach(f -> out.line(JavaTypes.nullable(f) + " " + f.java() + " = null;"));
        if (secrets) {
            out.line("boolean whole = false;").line("try {");
        }
        loop(out);
        result(out, secrets);
        if (secrets) {
            out.line("} finally {").line("if (!whole) {");
            fields.stream().filter(Field::secret).forEach(f -> out.line("SecretValue.discard(" + f.java() + ");"));
            out.line("}").line("}");
        }
        out.line("}");
    }

    private void loop(Source out) {
        out.line("for (String fieldName = in.next(); fieldName != null; fieldName = in.next()) {");
        out.line("switch (fieldName) {");
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String seen = "seen" + i / 64;
            out.line("case " + Source.literal(field.json()) + " -> {");
            out.line(seen + " = in.once(" + seen + ", " + i % 64 + ");");
            if (field.shape() instanceof Shape.NotYet(List<String> defaults)) {
                out.line(
                        "in.notYet(" + defaults.stream().map(Source::literal).collect(Collectors.joining(", ")) + ");");
            } else {
                out.line(field.java() + " = " + call(field.shape(), field.constant(), "in") + ";");
            }
            out.line("}");
        }
        out.line(strict ? "default -> throw in.unknown();" : "default -> in.skip();");
        out.line("}").line("}");
    }

    private void result(Source out, boolean secrets) {
        for (Field field : fields) {
            if (field.required()) {
                out.line("if (" + field.java() + " == null) {");
                out.line("throw in.missing(" + Source.literal(field.json()) + ");")
                        .line("}");
            }
        }
        String arguments = fields.stream().filter(Field::kept).map(Field::java).collect(Collectors.joining(", "));
        out.line("in.end();");
        if (secrets) {
            out.line("var parsed = new " + type + "(" + arguments + ");")
                    .line("whole = true;")
                    .line("return parsed;");
        } else {
            out.line("return new " + type + "(" + arguments + ");");
        }
    }

    private static String call(Shape shape, String constant, String in) {
        return switch (shape) {
            case Shape.Text _ -> in + ".text(" + constant + ")";
            case Shape.Whole(var min, var max, var wide) ->
                wide ? in + ".number(" + min + "L, " + max + "L)" : in + ".integer(" + min + ", " + max + ")";
            case Shape.Flag() -> in + ".flag()";
            case Shape.Moment(var clears) -> clears ? in + ".momentEdit()" : in + ".moment()";
            case Shape.Bytes(var max, var keep) -> in + ".octets(" + max + ", " + keep + ")";
            case Shape.Secret(var base64, var max, var keep) ->
                (base64 ? in + ".secretBase64(" : in + ".secretText(") + max + ", " + keep + ")";
            case Shape.Many(var item, var max) -> in + ".list(" + max + ", " + item(item, constant, in) + ")";
            case Shape.Mapping(var _, var value, var max, var removes) ->
                (removes ? in + ".changes(" : in + ".map(") + max + ", " + constant + "_NAME, "
                        + item(value, constant, in) + ")";
            case Shape.Nested(var type) -> in + ".object(" + type + "::read)";
            case Shape.Free(var max) -> in + ".raw(" + max + ")";
            case Shape.NotYet _ -> throw new IllegalStateException("what is not built yet is not read");
        };
    }

    /** A function that reads one entry; its variable gets a name of its own at each depth. */
    private static String item(Shape shape, String constant, String in) {
        requireSimple(shape);
        String each = in.equals("in") ? "each" : in + "1";
        return each + " -> " + call(shape, constant, each);
    }
}
