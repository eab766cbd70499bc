package io.claviger.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.claviger.operation.TestWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that the environment names; {@code ./claviger test} starts one. */
final class PostgresPlace {
    private static final @Nullable String URL = System.getenv("CLAVIGER_POSTGRES_URL");

    private PostgresPlace() {}

    static TestWorld.Place empty() throws Exception {
        if (URL == null) {
            System.out.println("skipped: CLAVIGER_POSTGRES_URL names no PostgreSQL");
        }
        assumeTrue(URL != null);
        try (var connection = DriverManager.getConnection(Objects.requireNonNull(URL), user(), password());
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        }
        return again();
    }

    static TestWorld.Place again() throws Exception {
        String password = password();
        return SqlGround.at(() -> Database.postgresql(Objects.requireNonNull(URL), user(), password));
    }

    private static String user() {
        return Objects.requireNonNull(System.getenv("CLAVIGER_POSTGRES_USER"));
    }

    private static String password() throws Exception {
        return Files.readString(Path.of(Objects.requireNonNull(System.getenv("CLAVIGER_POSTGRES_PASSWORD_FILE"))))
                .strip();
    }
}
