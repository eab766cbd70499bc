package io.claviger.store;

import io.claviger.KmsException.Unavailable;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, with its prepared statements: preparing costs SQLite more than running. Not for two threads. */
final class Sql implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MAX_STATEMENTS = 200;

    /** Reads what it needs of the row that the cursor is on. */
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** The unique index that a write would have violated, or the like: the caller says what it means. */
    static final class Duplicate extends RuntimeException {
        Duplicate(SQLException cause) {
            super(cause);
        }
    }

    private final Source source;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;

    private Sql(Source source) throws SQLException {
        this.source = source;
        this.connection = source.open();
    }

    /** Opens a connection. */
    interface Source {
        Connection open() throws SQLException;
    }

    static Sql open(Source source) {
        try {
            return new Sql(source);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Goes on with another connection: this one failed, and nobody can say in what state it is. */
    void renew() throws SQLException {
        statements.clear();
        try {
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("a connection that failed could not be closed", gone);
        }
        connection = source.open();
    }

    Connection connection() {
        return connection;
    }

    <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        try {
            PreparedStatement statement = prepare(sql, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(mapper.map(rows));
                }
                return all;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        List<T> all = list(sql, mapper, arguments);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    long number(String sql, @Nullable Object... arguments) {
        return first(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    int update(String sql, @Nullable Object... arguments) {
        try {
            return prepare(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void execute(String sql) {
        update(sql);
    }

    static RuntimeException failed(SQLException e) {
        boolean constraint = "23505".equals(e.getSQLState()) || (e.getErrorCode() & 0xFF) == 19;
        return constraint ? new Duplicate(e) : new Unavailable("database", RETRY_AFTER, e);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() >= MAX_STATEMENTS) {
                closeStatements();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(at, null);
            case UUID uuid -> statement.setBytes(at, bytes(uuid));
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setLong(at, number);
            case byte[] bytes -> statement.setBytes(at, bytes);
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    static @Nullable UUID uuid(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length != 16) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new UUID(in.getLong(), in.getLong());
    }

    private void closeStatements() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    @Override
    public void close() {
        try {
            closeStatements();
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
