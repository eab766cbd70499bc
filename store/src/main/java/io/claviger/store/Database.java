package io.claviger.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.KmsException.Unavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** Where the rows are: a SQLite file, or a PostgreSQL database. The only place that knows the difference. */
public final class Database implements AutoCloseable {
    /** Four for requests, one for the scrub. */
    private static final int READERS = 5;

    private static final int CACHE_KIB = 16 * 1024;

    private final String url;
    private final Properties properties;
    private final String migrations;
    private final HikariConfig pool = new HikariConfig();
    private @Nullable HikariDataSource readers;

    private Database(String url, Properties writer, Properties reader, String migrations) {
        this.url = url;
        this.properties = writer;
        this.migrations = migrations;
        pool.setJdbcUrl(url);
        pool.setDataSourceProperties(reader);
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setAutoCommit(false);
        pool.setPoolName("readers");
        if (!url.startsWith("jdbc:sqlite:")) {
            // a row and the leaf about it must be of one moment; SQLite reads a snapshot by itself
            pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
        pool.setInitializationFailTimeout(-1);
    }

    /** WAL, synchronous=FULL: a commit that was answered is on the disk. */
    public static Database sqlite(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "on");
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        var writer = new Properties();
        writer.putAll(config.toProperties());
        writer.setProperty(SQLiteConfig.Pragma.TRANSACTION_MODE.getPragmaName(), "IMMEDIATE");
        return new Database("jdbc:sqlite:" + file, writer, config.toProperties(), "db/sqlite");
    }

    /** @param url {@code jdbc:postgresql://host:port/database} */
    public static Database postgresql(String url, String user, @Nullable String password) {
        var properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "claviger");
        return new Database(url, properties, properties, "db/postgresql");
    }

    /**
     * Brings the schema to this version; says what it did in its own table.
     *
     * @throws Unavailable when it cannot
     */
    public void migrate() {
        String user = properties.getProperty("user");
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(url, user, properties.getProperty("password"))
                    .locations("classpath:" + migrations)
                    .table("schema_history")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new Unavailable("the database", Duration.ofSeconds(1), failed);
        }
    }

    /** A connection for the one writer. */
    Connection openWriter() throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection for a snapshot; closing gives it back. */
    Connection openReader() throws SQLException {
        return pool().getConnection();
    }

    /** Opened at first use: a pool that connects by itself would get in the way of the migration. */
    private synchronized HikariDataSource pool() {
        HikariDataSource open = readers;
        if (open == null) {
            open = new HikariDataSource(pool);
            readers = open;
        }
        return open;
    }

    /** For record 0 and system info. */
    public String product() {
        return url.startsWith("jdbc:sqlite:") ? "SQLite" : "PostgreSQL";
    }

    @Override
    public synchronized void close() {
        if (readers != null) {
            readers.close();
        }
    }
}
