package io.claviger.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Names inside paths and queries. */
final class Paths {
    private Paths() {}

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String key(String name, String rest) {
        return "/vault/keys2/" + segment(name) + rest;
    }

    /** {@code ?a=1&b=2} of pairs, without those that have no value. */
    static String query(@Nullable String... pairs) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null) {
                parts.add(pairs[i] + "=" + segment(value));
            }
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }
}
