package io.claviger.store;

import static io.claviger.store.LogHome.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.claviger.operation.AuditRecord;
import io.claviger.store.LogTree.Standing;
import io.claviger.store.verify.CheckpointKey;
import io.claviger.store.verify.LogSource;
import io.claviger.store.verify.LogVerifier;
import io.claviger.store.verify.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log with its rows in the PostgreSQL that the environment names. */
class PostgresLogTest {
    private static final @Nullable String URL = System.getenv("CLAVIGER_POSTGRES_URL");

    @TempDir
    private Path home;

    @BeforeEach
    void empty() throws Exception {
        if (URL == null) {
            System.out.println("skipped: CLAVIGER_POSTGRES_URL names no PostgreSQL");
        }
        assumeTrue(URL != null);
        sql("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    }

    private static void sql(String... statements) throws Exception {
        try (var connection = DriverManager.getConnection(Objects.requireNonNull(URL), user(), password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String user() {
        return Objects.requireNonNull(System.getenv("CLAVIGER_POSTGRES_USER"));
    }

    private static String password() throws Exception {
        return Files.readString(Path.of(Objects.requireNonNull(System.getenv("CLAVIGER_POSTGRES_PASSWORD_FILE"))))
                .strip();
    }

    private LogHome open() throws Exception {
        return new LogHome(home, Database.postgresql(Objects.requireNonNull(URL), user(), password()));
    }

    private Report verify() throws Exception {
        var key = CheckpointKey.ofPem(Files.readString(home.resolve("node/checkpoint.pub")));
        try (LogSource source = LogSource.postgresql(home, Objects.requireNonNull(URL), user(), password())) {
            return LogVerifier.verify(source, key);
        }
    }

    @Test
    void theLogIsKeptSearchedAndVerifiedAsOnSqlite() throws Exception {
        try (LogHome log = open().keeping()) {
            for (int i = 0; i < 5; i++) {
                log.change("Revoke");
                log.use("Encrypt");
            }
            assertThat(verify().uncovered()).isEqualTo(10);
        }
        try (LogHome log = open().keeping()) {
            assertThat(log.tree.standing()).isEqualTo(Standing.EXTENDS);
            log.use("Encrypt");
            List<AuditRecord> all =
                    log.list(filter(null, null, null, true), 0, 100).items();
            assertThat(log.list(filter(null, null, null, false), 0, 100).items())
                    .isEqualTo(all.reversed());
            assertThat(log.list(filter("Encrypt", "127.0.0.1", null, false), 2, 3)
                            .items())
                    .hasSize(3);
            assertThat(log.list(filter("Encrypt", null, null, false), 0, 0).total())
                    .isEqualTo(6);
        }
        assertThat(verify().firstBad()).isNull();
        assertThat(verify().uncovered()).isZero();
        sql("UPDATE seal_index SET n = n + 1");
        assertThat(verify().ok()).isFalse();
    }

    @Test
    void rowsThatAreGoneAreARollBack() throws Exception {
        try (LogHome log = open().keeping()) {
            log.change("Revoke");
        }
        sql("DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event)");
        LogHome log = open();
        assertThat(log.tree.standing()).isEqualTo(Standing.ROLLED_BACK);
        log.crash();
    }
}
