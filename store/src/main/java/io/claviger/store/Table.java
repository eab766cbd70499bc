package io.claviger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of sealed rows: which columns, which of them are the key, and the SQL that follows from it.
 *
 * @param keys how many of the first columns are the primary key; the first is always the domain
 * @param format of rows written now
 */
record Table(String name, int keys, int format, List<Column> columns) {
    Table {
        columns = List.copyOf(columns);
    }

    static Table of(String name, int keys, Column... columns) {
        return new Table(name, keys, 1, List.of(columns));
    }

    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }

    /** Names of all columns and the seal, each with {@code prefix}. */
    String select(String prefix) {
        return columns.stream().map(c -> prefix + c.name()).collect(Collectors.joining(", ")) + ", " + prefix + "mac";
    }

    String selectAll() {
        return "SELECT %s FROM %s".formatted(select(""), name);
    }

    String byKey() {
        return selectAll() + " WHERE " + keyCondition();
    }

    String insert() {
        String marks = "?, ".repeat(columns.size()) + "?";
        return "INSERT INTO %s (%s) VALUES (%s)".formatted(name, select(""), marks);
    }

    /** Of all but the key, where the revision is still the one that was read. */
    String update() {
        var sets = new ArrayList<String>();
        for (Column column : columns.subList(keys, columns.size())) {
            sets.add(column.name() + " = ?");
        }
        sets.add("mac = ?");
        return "UPDATE %s SET %s WHERE %s AND revision = ?".formatted(name, String.join(", ", sets), keyCondition());
    }

    String delete() {
        return "DELETE FROM %s WHERE %s".formatted(name, keyCondition());
    }

    private String keyCondition() {
        return columns.subList(0, keys).stream().map(c -> c.name() + " = ?").collect(Collectors.joining(" AND "));
    }
}
