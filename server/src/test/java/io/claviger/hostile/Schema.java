package io.claviger.hostile;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A database with whatever tables and columns it has, opened by somebody who may do everything to it. */
@NullMarked
final class Schema implements AutoCloseable {
    /** @param keys names of the columns of its primary key, in order */
    record Table(String name, List<String> columns, List<String> keys) {}

    /** A row, its values in the order of the table's columns. */
    record Row(List<@Nullable Object> values) {
        Row with(int column, @Nullable Object value) {
            var changed = new ArrayList<>(values);
            changed.set(column, value);
            return new Row(Collections.unmodifiableList(changed));
        }
    }

    private final Connection connection;

    Schema(Path database) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Table> tables() {
        var tables = new ArrayList<Table>();
        for (Row row :
                query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")) {
            String name = String.valueOf(row.values().getFirst());
            List<Row> columns = query("SELECT name, pk FROM pragma_table_info('%s') ORDER BY cid".formatted(name));
            Set<String> keys = new TreeSet<>();
            columns.stream()
                    .filter(c -> number(c.values().get(1)) > 0)
                    .forEach(c -> keys.add("%03d%s"
                            .formatted(number(c.values().get(1)), c.values().getFirst())));
            tables.add(new Table(
                    name,
                    columns.stream()
                            .map(c -> String.valueOf(c.values().getFirst()))
                            .toList(),
                    keys.stream().map(key -> key.substring(3)).toList()));
        }
        return tables;
    }

    List<Row> rows(Table table) {
        return query("SELECT %s FROM \"%s\" ORDER BY %s".formatted(names(table), table.name(), order(table)));
    }

    /** Takes away what stands in his way: unique indexes and NOT NULL. */
    void unguard(Table table) {
        for (Row index :
                query("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '%s'"
                        .formatted(table.name()))) {
            execute("DROP INDEX \"%s\"".formatted(index.values().getFirst()));
        }
        execute("PRAGMA writable_schema = ON");
        execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table' AND name = '%s'"
                .formatted(table.name()));
        execute("PRAGMA writable_schema = RESET");
    }

    /** Makes the table hold {@code rows} and nothing else. @return false when the database itself will not have it */
    boolean replace(Table table, List<Row> rows) {
        String marks = table.columns().stream().map(_ -> "?").collect(Collectors.joining(", "));
        try {
            connection.setAutoCommit(false);
            execute("DELETE FROM \"%s\"".formatted(table.name()));
            String insert = "INSERT INTO \"%s\" (%s) VALUES (%s)".formatted(table.name(), names(table), marks);
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (Row row : rows) {
                    for (int i = 0; i < row.values().size(); i++) {
                        statement.setObject(i + 1, row.values().get(i));
                    }
                    statement.executeUpdate();
                }
            }
            connection.commit();
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    void execute(String sql) {
        if (sql.isEmpty()) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** @throws IllegalStateException when it changes no row, though it is a statement that should */
    void change(String sql) {
        try (var statement = connection.createStatement()) {
            int rows = statement.executeUpdate(sql);
            if (rows == 0 && sql.matches("(?s)(UPDATE|DELETE|INSERT|REPLACE) .*")) {
                throw new IllegalStateException("changes nothing: " + sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<Row> query(String sql) {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Row>();
            while (result.next()) {
                var values = new ArrayList<@Nullable Object>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(result.getObject(i));
                }
                rows.add(new Row(Collections.unmodifiableList(values)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String names(Table table) {
        return table.columns().stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
    }

    private static String order(Table table) {
        return table.keys().isEmpty()
                ? "1"
                : table.keys().stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
