package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition on labels. A key without the label meets {@code !=}, {@code notin} and {@code !k}.
 *
 * @param values for EXISTS and ABSENT none, for IN and NOT_IN at least one
 */
public record LabelSelector(String label, Test test, List<String> values) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,63}");
    private static final int MAX = 16;

    public enum Test {
        EXISTS,
        ABSENT,
        IN,
        NOT_IN
    }

    public LabelSelector {
        values = List.copyOf(values);
        if (!NAME.matcher(label).matches()) {
            throw new InvalidField("labels", "must select labels of 1 to 63 characters of A-Z a-z 0-9 . _ / -");
        }
    }

    /** Commas outside parentheses are AND. */
    public static List<LabelSelector> parse(String text) {
        var all = new ArrayList<LabelSelector>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == text.length())) {
                all.add(one(text.substring(from, i).strip()));
                from = i + 1;
            }
        }
        if (all.size() > MAX) {
            throw new InvalidField("labels", "must have at most %d conditions".formatted(MAX));
        }
        return all;
    }

    private static LabelSelector one(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Test test = set.group(2).equals("in") ? Test.IN : Test.NOT_IN;
            List<String> values = Pattern.compile(",")
                    .splitAsStream(set.group(3))
                    .map(String::strip)
                    .toList();
            return new LabelSelector(set.group(1), test, values);
        }
        int at = text.indexOf('=');
        if (at < 0) {
            return text.startsWith("!")
                    ? new LabelSelector(text.substring(1).strip(), Test.ABSENT, List.of())
                    : new LabelSelector(text, Test.EXISTS, List.of());
        }
        boolean not = at > 0 && text.charAt(at - 1) == '!';
        String label = text.substring(0, not ? at - 1 : at).strip();
        String value =
                text.substring(text.startsWith("==", at) ? at + 2 : at + 1).strip();
        return new LabelSelector(label, not ? Test.NOT_IN : Test.IN, List.of(value));
    }
}
