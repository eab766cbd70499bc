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
    AUDIT_SEGMENT("audit.segment", 64, 1, 2047, "MiB"),
    AUDIT_QUOTA("audit.quota", 65_536, 1, 999_999_999, "MiB"),
    ROOT_PROVIDER("root.provider", "file", "file|passphrase", false),
    STORE_URL("store.url", "", "", false),
    STORE_USER("store.user", "claviger", "", false),
    STORE_PASSWORD_FILE("store.password-file", "", "", false),
    TLS_NAMES("tls.names", "", "", false),
    LIMIT_CONNECTION_RATE("limit.connection-rate", 200, 1, 100_000, "connections a second"),
    LIMIT_CONNECTION_BURST("limit.connection-burst", 400, 1, 100_000, "connections"),
    LIMIT_CONNECTIONS("limit.connections", 1_000, 1, 1_000_000, "connections"),
    LIMIT_HEADER("limit.header", 10, 1, 3_600, "seconds"),
    LIMIT_BODY("limit.body", 30, 1, 3_600, "seconds"),
    LIMIT_REFUSAL_RATE("limit.refusal-rate", 200, 1, 100_000, "refusals a second"),
    LIMIT_REFUSAL_BURST("limit.refusal-burst", 1_000, 1, 1_000_000, "refusals"),
    LIMIT_PASSWORD_RATE("limit.password-rate", 5, 1, 100_000, "wrong passwords a second"),
    LIMIT_PASSWORD_BURST("limit.password-burst", 20, 1, 100_000, "wrong passwords"),
    LIMIT_HASHING("limit.hashing", 32, 1, 200, "requests"),
    LIMIT_BODIES("limit.bodies", 64, 8, 2_047, "MiB");

    private final String label;
    private final String byDefault;
    private final String allowed;
    private final boolean inDatabase;
    private final int least;
    private final int most;
    private final String unit;

    /** A whole number from {@code least} to {@code most}, above 0. */
    Setting(String label, int byDefault, int least, int most, String unit) {
        this.label = label;
        this.byDefault = Integer.toString(byDefault);
        this.allowed = "";
        this.inDatabase = false;
        this.least = least;
        this.most = most;
        this.unit = unit;
    }

    /** @param allowed values separated by bars; empty for any */
    Setting(String label, String byDefault, String allowed, boolean inDatabase) {
        this.label = label;
        this.byDefault = byDefault;
        this.allowed = allowed;
        this.inDatabase = inDatabase;
        this.least = 0;
        this.most = 0;
        this.unit = "";
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
        if (most > 0) {
            requireNumber(value);
        }
        List<String> choices = List.of(allowed.split("\\|", -1));
        if (!allowed.isEmpty() && !choices.contains(value)) {
            throw new Refused("%s must be %s, not %s".formatted(label, String.join(" or ", choices), value));
        }
        return value;
    }

    private void requireNumber(String value) {
        boolean plain = value.matches("[1-9][0-9]{0,8}");
        if (!plain || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new Refused("%s must be %d to %d %s, not %s".formatted(label, least, most, unit, value));
        }
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
