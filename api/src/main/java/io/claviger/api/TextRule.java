package io.claviger.api;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What public text may look like. Immutable; lengths count Unicode characters, as JSON Schema does. */
public final class TextRule {
    private final int min;
    private final int max;
    private final boolean keepsEmpty;
    private final List<String> allowed;
    private final @Nullable Pattern pattern;

    private TextRule(int min, int max, boolean keepsEmpty, List<String> allowed, @Nullable Pattern pattern) {
        this.min = min;
        this.max = max;
        this.keepsEmpty = keepsEmpty;
        this.allowed = allowed;
        this.pattern = pattern;
    }

    /** Text of {@code min} to {@code max} characters; "" counts as absent. */
    public static TextRule between(int min, int max) {
        return new TextRule(min, max, false, List.of(), null);
    }

    /** The same, but only these texts. */
    public TextRule oneOf(String... texts) {
        return new TextRule(min, max, keepsEmpty, List.of(texts), pattern);
    }

    /** The same, but only what the regular expression is found in. */
    public TextRule matching(String regex) {
        return new TextRule(min, max, keepsEmpty, allowed, Pattern.compile(regex));
    }

    /** The same, but "" is a value. */
    public TextRule keepingEmpty() {
        return new TextRule(min, max, true, allowed, pattern);
    }

    boolean keepsEmpty() {
        return keepsEmpty;
    }

    /** What {@code text} breaks, or null when it breaks nothing. */
    @Nullable
    String broken(String text) {
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            return "longer than " + max + " characters";
        }
        if (text.length() < min || (min > 1 && text.codePointCount(0, text.length()) < min)) {
            return "shorter than " + min + " characters";
        }
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            return "`" + BadJson.shown(text) + "` is not one of " + String.join(", ", allowed);
        }
        if (pattern != null && !pattern.matcher(text).find()) {
            return "`" + BadJson.shown(text) + "` does not match " + pattern.pattern();
        }
        return null;
    }
}
