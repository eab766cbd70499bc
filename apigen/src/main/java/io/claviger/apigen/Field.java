package io.claviger.apigen;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * One property of a schema.
 *
 * @param json its name on the wire
 * @param shape what its value looks like
 * @param required whether an object without it is refused
 * @param description what the contract says of it
 */
public record Field(String json, Shape shape, boolean required, String description) {

    private static final Set<String> TAKEN =
            Set.of("in", "out", "fieldName", "whole", "parsed", "each", "to", "seen0", "seen1");

    /** Refuses a name that would not compile, or that the generated code has for itself. */
    public Field {
        String name = javaName(json);
        if (TAKEN.contains(name) || !SourceVersion.isIdentifier(name) || SourceVersion.isKeyword(name)) {
            throw new BadContract(json, "cannot be a name in Java");
        }
    }

    /** Its name in Java: {@code user_id} is {@code userId}. */
    public String java() {
        return javaName(json);
    }

    private static String javaName(String json) {
        var name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isJavaIdentifierPart(c) && c != '_') {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            } else {
                upper = !name.isEmpty();
            }
        }
        return name.toString();
    }

    /** The name of the constant that holds its bounds: {@code userId} is {@code USER_ID}. */
    public String constant() {
        return java().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** Whether it gets a component in the record. */
    public boolean kept() {
        return !(shape instanceof Shape.NotYet);
    }

    /** Whether its value must be wiped after use. */
    public boolean secret() {
        return shape instanceof Shape.Secret;
    }
}
