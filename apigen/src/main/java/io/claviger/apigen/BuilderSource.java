package io.claviger.apigen;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a builder, for records with so many components that a constructor call could not be read.
 *
 * @param type the record's name
 * @param kept its components
 */
record BuilderSource(String type, List<Field> kept) {

    void write(Source out) {
        out.doc("Starts an empty one; what is not set stays absent.");
        out.line("public static Builder builder() {")
                .line("return new Builder();")
                .line("}")
                .gap();
        out.doc("Collects the components of a " + type + " by name.");
        out.line("public static final class Builder {");
        kept.forEach(f -> out.line("private " + JavaTypes.nullable(f) + " " + f.java() + ";"));
        out.gap().line("private Builder() {}").gap();
        for (Field field : kept) {
            out.line("public Builder " + field.java() + "(" + JavaTypes.component(field) + " value) {");
            out.line("this." + field.java() + " = value;")
                    .line("return this;")
                    .line("}")
                    .gap();
        }
        out.doc("The record.\n@throws IllegalStateException if a required component was not set");
        out.line("public " + type + " build() {");
        out.line("return new " + type + "(");
        out.line(kept.stream().map(BuilderSource::argument).collect(Collectors.joining(",\n")) + ");");
        out.line("}").line("}");
    }

    private static String argument(Field field) {
        String name = "                    " + field.java();
        return field.required()
                ? "                    Frozen.set(" + field.java() + ", " + Source.literal(field.json()) + ")"
                : name;
    }
}
