package io.claviger.server;

import io.claviger.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded database of the home, or the PostgreSQL that {@code store.url} names; its password comes from a file. */
final class DatabaseOpening {
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private DatabaseOpening() {}

    static Database open(Options options, Home home) {
        String url = options.get(Setting.STORE_URL);
        if (url.isEmpty()) {
            home.delete(home.elsewhere());
            return Database.sqlite(home.database());
        }
        if (!url.startsWith(POSTGRESQL)) {
            throw new Refused("store.url must begin with " + POSTGRESQL);
        }
        if (url.contains("password=")) {
            throw new Refused("store.url must hold no password; name a file with it in store.password-file");
        }
        String file = options.get(Setting.STORE_PASSWORD_FILE);
        try {
            String password =
                    file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
            String user = options.get(Setting.STORE_USER);
            String where = "%s\n%s\n%s\n"
                    .formatted(url, user, file.isEmpty() ? "" : Path.of(file).toAbsolutePath());
            home.write(home.elsewhere(), where.getBytes(StandardCharsets.UTF_8), true);
            return Database.postgresql(url, user, password);
        } catch (IOException e) {
            throw new Refused("the password file %s cannot be read".formatted(file));
        }
    }
}
