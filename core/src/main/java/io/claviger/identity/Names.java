package io.claviger.identity;

import io.claviger.KmsException.InvalidField;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of users and groups: what they may be and how they are compared, in one place. */
public final class Names {
    public static final int MAX_LENGTH = 128;

    /** In filters of the dialect: in no group. */
    private static final String NOBODY = "nil";

    private static final Pattern UUID_LIKE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Names() {}

    /** NFC, lower case without regard to place, NFC again. */
    public static String fold(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(composed, Normalizer.Form.NFC);
    }

    /** @throws InvalidField when the name could be mistaken for a path, an id, or another name */
    public static String require(String field, String name) {
        if (name.isBlank() || name.length() > MAX_LENGTH || !name.strip().equals(name)) {
            throw new InvalidField(
                    field, "must have 1 to %d characters, no white space at the ends".formatted(MAX_LENGTH));
        }
        boolean odd = name.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || (c >= 0xD800 && c <= 0xDFFF)
                        || "/|\\<>".indexOf(c) >= 0);
        boolean taken = UUID_LIKE.matcher(name).matches()
                || fold(name).startsWith("kylo:")
                || fold(name).equals(NOBODY);
        if (taken) {
            throw new InvalidField(field, "must not look like an id or a uri, nor be nil");
        }
        if (odd || name.equals(".") || name.equals("..")) {
            throw new InvalidField(field, "must not hold / | \\ < > or control characters");
        }
        return name;
    }
}
