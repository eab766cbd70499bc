package io.claviger.apigen;

/** A Java file in the making: lines, indented by the braces they open. */
final class Source {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /**
     * Adds a line; one that begins with a closing brace stands one step back, one that ends with an opening one
     * begins a step.
     */
    Source line(String line) {
        if (line.startsWith("}")) {
            depth--;
        }
        if (!line.isEmpty()) {
            text.repeat("    ", depth).append(line);
        }
        text.append('\n');
        if (line.endsWith("{")) {
            depth++;
        }
        return this;
    }

    /** Adds an empty line. */
    Source gap() {
        return line("");
    }

    /** Adds a comment for people, made safe for Javadoc. */
    Source doc(String comment) {
        line("/**");
        comment.strip().lines().forEach(part -> line((" * " + safe(part)).stripTrailing()));
        return line(" */");
    }

    /** {@code text} as a Java literal. */
    static String literal(String text) {
        var literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                literal.append(c);
            } else {
                literal.append(String.format("\\u%04x", (int) c));
            }
        }
        return literal.append('"').toString();
    }

    private static String safe(String comment) {
        boolean tag = comment.startsWith("@param ") || comment.startsWith("@throws ");
        String text = tag ? comment.substring(1) : comment;
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
        return tag ? "@" + escaped : escaped;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
