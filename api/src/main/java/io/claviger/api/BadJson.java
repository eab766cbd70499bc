package io.claviger.api;

/**
 * A body breaks a rule of the contract. It is safe to show: it names the field and the rule, and never holds
 * the value of a secret.
 *
 * <p>It has no stack trace, for whoever sends broken bodies should not make us walk the stack each time.
 */
public final class BadJson extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 40;

    private final String field;
    private final String rule;

    /**
     * @param field path of the field, its names joined by dots; "" when the body as a whole is meant
     * @param rule what is allowed there
     */
    public BadJson(String field, String rule) {
        super(field.isEmpty() ? rule : field + ": " + rule, null, false, false);
        this.field = field;
        this.rule = rule;
    }

    /** The path of the field, its names joined by dots; "" when the body as a whole is meant. */
    public String field() {
        return field;
    }

    /** What is allowed there. */
    public String rule() {
        return rule;
    }

    /** Text of a caller's, short enough to be shown and without control characters. */
    static String shown(String text) {
        int end = Math.min(text.length(), SHOWN);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String cut = text.substring(0, end) + (end < text.length() ? "…" : "");
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
