package io.claviger.server;

import io.claviger.crypto.Providers;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.RootKey;
import io.claviger.store.Database;
import io.claviger.store.FirstStart;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gathers what a first start is told, from options, environment and machine. */
final class FirstStarts {
    private static final String PASSWORD_FILE = "CLAVIGER_ADMIN_PASSWORD_FILE";

    private FirstStarts() {}

    static FirstStart gather(
            Options options,
            Home home,
            UUID node,
            RootKey root,
            Database database,
            SecretSlab slab,
            SecureRandom random,
            UnaryOperator<@Nullable String> environment) {
        String file = environment.apply(PASSWORD_FILE);
        boolean generated = file == null || file.isEmpty();
        SecretBytes password =
                generated ? InitialPassword.generate(home, slab, random) : InitialPassword.chosen(file, slab);
        String bind = options.bind();
        var names = CertificateNames.of(options.get(Setting.TLS_NAMES), bind == null ? List.of() : List.of(bind));
        return new FirstStart(
                node,
                password,
                generated,
                databaseSettings(options),
                "localhost",
                names.dns(),
                names.ip(),
                facts(root, database));
    }

    /** Refuses a password that may not be one, before anything is written. */
    static void requirePassword(Home home, SecretSlab slab, UnaryOperator<@Nullable String> environment) {
        String file = environment.apply(PASSWORD_FILE);
        if (file != null && !file.isEmpty() && !home.founded()) {
            InitialPassword.chosen(file, slab).close();
        }
    }

    /** What the first entry of the log says of this deployment. */
    private static String facts(RootKey root, Database database) {
        return "claviger %s; java %s; %s; root key %s; self-tests passed; %s"
                .formatted(
                        Server.VERSION,
                        Runtime.version(),
                        database.product(),
                        root.kind(),
                        String.join(", ", Providers.describe()));
    }

    private static Map<String, String> databaseSettings(Options options) {
        var settings = new HashMap<String, String>();
        for (Setting setting : Setting.values()) {
            if (setting.inDatabase()) {
                settings.put(setting.label(), options.get(setting));
            }
        }
        return settings;
    }

    /** @throws Refused when {@code --set} now says something else than the database */
    static void requireUnchanged(Options options, Map<String, String> stored) {
        options.settings().forEach((setting, value) -> {
            String kept = stored.get(setting.label());
            if (setting.inDatabase() && !value.equals(kept)) {
                throw new Refused(
                        "%s was set to %s at the first start and lives in the database; start without --set %s"
                                .formatted(setting.label(), kept, setting.label()));
            }
        });
    }
}
