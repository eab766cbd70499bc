package io.claviger.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows replies: JSON as it came for scripts, columns for people. */
final class Printer {
    private static final int MAX_WIDTH = 48;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final boolean json;

    Printer(boolean json) {
        this.json = json;
    }

    /** One object: a line a field. */
    int object(Map<String, Object> object, String... fields) {
        if (json) {
            out.println(text(object));
            return 0;
        }
        for (String field : fields) {
            Object value = object.get(field);
            if (value != null) {
                out.printf("%-18s %s%n", field, value instanceof String ? value : text(value));
            }
        }
        return 0;
    }

    /** A page: a row a resource. */
    int table(Map<String, Object> page, String... columns) {
        if (json) {
            out.println(text(page));
            return 0;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(columns);
        if (page.get("resources") instanceof List<?> resources) {
            for (Object resource : resources) {
                rows.add(cells(resource, columns));
            }
        }
        int[] widths = new int[columns.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(row[i].length(), MAX_WIDTH));
            }
        }
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(Math.max(2, widths[i] + 2 - row[i].length())));
            }
            out.println(line.toString().stripTrailing());
        }
        out.printf("%d of %s%n", rows.size() - 1, page.get("total"));
        return 0;
    }

    int line(String text) {
        out.println(text);
        return 0;
    }

    private static String[] cells(Object resource, String[] columns) {
        String[] cells = new String[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Object value = resource instanceof Map<?, ?> map ? map.get(columns[i]) : null;
            cells[i] = value == null ? "" : value instanceof String text ? text : text(value);
        }
        return cells;
    }

    /** JSON again. */
    static String text(Object value) {
        return switch (value) {
            case String text -> quote(text);
            case Map<?, ?> map -> {
                var members = new ArrayList<String>();
                map.forEach((name, each) -> members.add(quote(String.valueOf(name)) + ":" + text(each)));
                yield "{" + String.join(",", members) + "}";
            }
            case List<?> list ->
                "[" + String.join(",", list.stream().map(Printer::text).toList()) + "]";
            default -> String.valueOf(value);
        };
    }

    private static String quote(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
