package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What labels may be. */
final class Labels {
    private static final int MAX = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,63}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl},()]{0,255}");

    private Labels() {}

    static Map<String, String> require(Map<String, String> labels) {
        if (labels.size() > MAX) {
            throw new InvalidField("labels", "must be at most %d".formatted(MAX));
        }
        labels.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidField("labels", "must have names of 1 to 63 characters of A-Z a-z 0-9 . _ / -");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new InvalidField(
                        "labels", "must have values of at most 255 characters without comma, parentheses or controls");
            }
        });
        return Map.copyOf(new TreeMap<>(labels));
    }
}
