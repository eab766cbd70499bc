package io.claviger.key;

import io.claviger.KmsException.InvalidField;
import io.claviger.identity.Names;
import java.util.regex.Pattern;

/** What a name may be, and how two names are compared: once, here, for every look-up and every policy. */
public final class KeyName {
    public static final int MAX_LENGTH = 255;

    private static final Pattern UUID_LIKE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private KeyName() {}

    /** The one folding of the house. */
    public static String fold(String name) {
        return Names.fold(name);
    }

    /** @throws InvalidField when it could be taken for an id, a uri or a step in a path, or hides something */
    public static String require(String field, String name) {
        if (name.isBlank() || name.length() > MAX_LENGTH) {
            throw new InvalidField(field, "must have 1 to %d characters".formatted(MAX_LENGTH));
        }
        if (!name.strip().equals(name)) {
            throw new InvalidField(field, "must not begin or end with white space");
        }
        boolean odd = name.codePoints().anyMatch(c -> Character.isISOControl(c) || "<>\\".indexOf(c) >= 0);
        if (odd || hasLoneSurrogate(name)) {
            throw new InvalidField(field, "must not hold < > \\ or control characters");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new InvalidField(field, "must not be a step in a path");
        }
        if (UUID_LIKE.matcher(name).matches() || fold(name).startsWith("kylo:")) {
            throw new InvalidField(field, "must not look like an id or a uri");
        }
        return name;
    }

    private static boolean hasLoneSurrogate(String name) {
        return name.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
