package io.claviger.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be set with {@code --set name=value}. What weakens or strengthens security lives in the database,
 * sealed and on record; what says where things are lives with the node.
 */
enum Setting {
    LIFECYCLE_PRESET("lifecycle.preset", "sp800-57-r5", "sp800-57-r5|ciphertrust-compat", true),
    AUDIT_SYNC("audit.sync", "each", "each|interval", true),
    AUDIT_SEGMENT("audit.segment", "64", "", false),
    AUDIT_QUOTA("audit.quota", "65536", "", false),
    ROOT_PROVIDER("root.provider", "file", "file|passphrase", false),
    STORE_URL("store.url", "", "", false),
    STORE_USER("store.user", "claviger", "", false),
    STORE_PASSWORD_FILE("store.password-file", "", "", false),
    TLS_NAMES("tls.names", "", "", false);

    private final String label;
    private final String byDefault;
    private final String allowed;
    private final boolean inDatabase;

    /** @param allowed values separated by bars; empty for any */
    Setting(String label, String byDefault, String allowed, boolean inDatabase) {
        this.label = label;
        this.byDefault = byDefault;
        this.allowed = allowed;
        this.inDatabase = inDatabase;
    }

    String label() {
        return label;
    }

    String byDefault() {
        return byDefault;
    }

    /** True if it counts at first start and is then kept in the database. */
    boolean inDatabase() {
        return inDatabase;
    }

    /** @throws Refused when the value is none of those allowed */
    String require(String value) {
        if (this == AUDIT_SEGMENT && !value.matches("[1-9][0-9]{0,2}|1[0-9]{3}|20[0-3][0-9]|204[0-7]")) {
            throw new Refused("%s must be 1 to 2047, in MiB, not %s".formatted(label, value));
        }
        if (this == AUDIT_QUOTA && !value.matches("[1-9][0-9]{0,8}")) {
            throw new Refused("%s must be 1 to 999999999, in MiB, not %s".formatted(label, value));
        }
        List<String> choices = List.of(allowed.split("\\|", -1));
        if (!allowed.isEmpty() && !choices.contains(value)) {
            throw new Refused("%s must be %s, not %s".formatted(label, String.join(" or ", choices), value));
        }
        return value;
    }

    /** @throws Refused for an unknown name, with the nearest known one */
    static Setting of(String label) {
        Optional<Setting> known =
                Arrays.stream(values()).filter(s -> s.label.equals(label)).findFirst();
        return known.orElseThrow(
                () -> new Refused("unknown setting %s; did you mean %s?".formatted(label, nearest(label))));
    }

    private static String nearest(String label) {
        return Arrays.stream(values())
                .map(Setting::label)
                .min((a, b) -> Integer.compare(distance(a, label), distance(b, label)))
                .orElse("");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
