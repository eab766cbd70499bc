package io.claviger.apigen;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the Java file of one schema: the record, and its parser and writer where the contract asks for them.
 *
 * @param type the record's name
 * @param description what the contract says of it
 * @param fields all properties
 * @param parser its parser, if it is read
 * @param writer its writer, if it is written
 */
record RecordSource(
        String type, String description, List<Field> fields, List<ParserSource> parser, List<WriterSource> writer) {
    private static final int MANY = 6;

    /** The file. */
    String text() {
        var kept = fields.stream().filter(Field::kept).toList();
        boolean secrets = kept.stream().anyMatch(Field::secret);
        var out = new Source();
        out.line("// Made from openapi.yaml at build time; change that file instead.");
        out.line("package io.claviger.api;").gap();
        for (String each : List.of("java.time.Instant", "java.util.List", "java.util.Map", "java.util.Optional")) {
            out.line("import " + each + ";");
        }
        out.line("import org.jspecify.annotations.Nullable;").gap();
        out.doc(description + kept.stream().map(RecordSource::param).collect(Collectors.joining("\n", "\n\n", "")));
        out.line("public record " + type + "(");
        out.line(kept.stream()
                        .map(f -> "        " + JavaTypes.component(f) + " " + f.java())
                        .collect(Collectors.joining(",\n"))
                + ")");
        out.line((secrets ? "implements AutoCloseable " : "") + "{").gap();
        parser.forEach(each -> each.constants(out));
        copies(out, kept);
        writer.forEach(each -> each.method(out.gap()));
        parser.forEach(each -> each.methods(out.gap()));
        if (secrets) {
            close(out.gap(), kept);
        }
        if (kept.size() > MANY) {
            new BuilderSource(type, kept).write(out.gap());
        }
        return out.line("}").toString();
    }

    private static String param(Field field) {
        String text = field.description().strip().replace('\n', ' ');
        return "@param " + field.java() + " " + (text.isEmpty() ? "as `" + field.json() + "` on the wire" : text);
    }

    /** Lists and mappings are copied, so that nobody changes a record from outside. */
    private void copies(Source out, List<Field> kept) {
        out.doc("Copies lists and mappings, so that it cannot be changed from outside.");
        out.line("public " + type + " {");
        for (Field field : kept) {
            String copy = switch (field.shape()) {
                case Shape.Many _ -> "Frozen.list(";
                case Shape.Mapping _ -> "Frozen.map(";
                case Shape _ -> "";
            };
            if (!copy.isEmpty()) {
                String name = field.java();
                String copied = copy + name + ")";
                out.line(name + " = " + (field.required() ? copied : name + " == null ? null : " + copied) + ";");
            }
        }
        out.line("}");
    }

    private static void close(Source out, List<Field> kept) {
        out.doc("Wipes the secrets in it.");
        out.line("@Override").line("public void close() {");
        kept.stream().filter(Field::secret).forEach(f -> out.line("SecretValue.discard(" + f.java() + ");"));
        out.line("}");
    }
}
