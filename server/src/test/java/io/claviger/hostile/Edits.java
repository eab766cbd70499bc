package io.claviger.hostile;

import io.claviger.hostile.Schema.Row;
import io.claviger.hostile.Schema.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of edit to every column of every table that a database has, and to its rows. A column or a table that is new is
 * among them by itself.
 */
@NullMarked
final class Edits {
    /**
     * The only tables whose rows may be missing from an answer, for as long as the scrub has not found it: rows of lists that
     * are no sealed sets.
     */
    static final Set<String> MAY_BE_MISSING_FROM_LISTS =
            Set.of("managed_key", "key_version", "key_label", "key_permission", "event", "seal_index", "checkpoint");

    /** @param column what of the table is touched: a column, or {@code *} for rows */
    record Edit(Table table, String column, String kind, Function<List<Row>, List<Row>> change) {
        @Override
        public String toString() {
            return "%s.%s %s".formatted(table.name(), column, kind);
        }

        boolean listsMayLack() {
            return MAY_BE_MISSING_FROM_LISTS.contains(table.name());
        }

        /** @return false when the database itself would not have it */
        boolean apply(Path database) {
            try (var schema = new Schema(database)) {
                List<Row> after = change.apply(schema.rows(table));
                schema.unguard(table);
                return schema.replace(table, after);
            }
        }
    }

    private final Random random;
    private final int rowsEach;

    /** @param rowsEach how many rows of a table have each of their columns edited */
    Edits(Random random, int rowsEach) {
        this.random = random;
        this.rowsEach = rowsEach;
    }

    List<Edit> of(Path database, Path old) {
        var edits = new ArrayList<Edit>();
        try (var schema = new Schema(database);
                var older = new Schema(old)) {
            for (Table table : schema.tables()) {
                List<Row> rows = schema.rows(table);
                int first = edits.size();
                List<Row> before = older.tables().contains(table) ? older.rows(table) : List.of();
                edits.add(new Edit(table, "*", "whole table from an older file", _ -> before));
                edits.add(new Edit(table, "*", "emptied", _ -> List.of()));
                for (int at : some(rows.size())) {
                    rows(edits, table, at, rows, before);
                    for (int column = 0; column < table.columns().size(); column++) {
                        cell(edits, table, at, column, rows, before);
                    }
                }
                edits.subList(first, edits.size())
                        .removeIf(edit -> same(rows, edit.change().apply(rows)));
            }
        }
        return edits;
    }

    private void rows(List<Edit> edits, Table table, int at, List<Row> rows, List<Row> before) {
        Row row = rows.get(at);
        int other = random.nextInt(rows.size());
        edits.add(new Edit(table, "*", "row " + at + " deleted", all -> without(all, at)));
        edits.add(new Edit(
                table, "*", "rows " + at + " and " + other + " swapped", all -> swapped(table, all, at, other)));
        edits.add(new Edit(
                table,
                "*",
                "row " + at + " as it was",
                all -> older(table, row, before)
                        .map(was -> replaced(all, at, was))
                        .orElse(all)));
        for (int key : keys(table)) {
            edits.add(new Edit(
                    table,
                    table.columns().get(key),
                    "row " + at + " copied",
                    all -> with(all, row.with(key, another(row.values().get(key))))));
        }
        before.stream()
                .filter(was -> rows.stream().noneMatch(now -> sameKey(table, now, was)))
                .skip(at % Math.max(1, before.size()))
                .findFirst()
                .ifPresent(gone -> edits.add(new Edit(table, "*", "a row that is gone", all -> with(all, gone))));
    }

    private void cell(List<Edit> edits, Table table, int at, int column, List<Row> rows, List<Row> before) {
        String name = table.columns().get(column);
        Row row = rows.get(at);
        Object value = row.values().get(column);
        Object others = rows.get(random.nextInt(rows.size())).values().get(column);
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("another value", another(value));
        values.put("no value", null);
        values.put("another row's value", others);
        values.put("zero", value instanceof Number ? 0L : value);
        older(table, row, before)
                .ifPresent(was -> values.put("its older value", was.values().get(column)));
        for (Map.Entry<String, @Nullable Object> each : values.entrySet()) {
            Object wrong = each.getValue();
            edits.add(new Edit(
                    table, name, "row " + at + " " + each.getKey(), all -> replaced(all, at, row.with(column, wrong))));
        }
    }

    private List<Integer> some(int rows) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < rows; i++) {
            all.add(i);
        }
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(rowsEach, rows));
    }

    private static List<Integer> keys(Table table) {
        return table.keys().stream().map(table.columns()::indexOf).toList();
    }

    /** Something that looks as valid. */
    private static @Nullable Object another(@Nullable Object value) {
        return switch (value) {
            case null -> 1L;
            case Integer number -> number.longValue() + 1;
            case Long number -> number + 1;
            case String text -> text + "x";
            case byte[] bytes -> {
                byte[] changed = bytes.length == 0 ? new byte[16] : bytes.clone();
                changed[changed.length - 1] ^= 1;
                yield changed;
            }
            default -> value;
        };
    }

    private static Optional<Row> older(Table table, Row row, List<Row> before) {
        return before.stream().filter(was -> sameKey(table, row, was)).findFirst();
    }

    private static boolean sameKey(Table table, Row one, Row other) {
        return keys(table).stream()
                .allMatch(key ->
                        Objects.deepEquals(one.values().get(key), other.values().get(key)));
    }

    private static List<Row> without(List<Row> all, int at) {
        var rows = new ArrayList<>(all);
        rows.remove(at);
        return rows;
    }

    private static List<Row> with(List<Row> all, Row more) {
        var rows = new ArrayList<>(all);
        rows.add(more);
        return rows;
    }

    private static List<Row> replaced(List<Row> all, int at, Row row) {
        var rows = new ArrayList<>(all);
        rows.set(at, row);
        return rows;
    }

    /** Two rows have each other's values, but for their keys. */
    private static List<Row> swapped(Table table, List<Row> all, int at, int other) {
        Row one = all.get(at);
        Row two = all.get(other);
        for (int i = 0; i < table.columns().size(); i++) {
            if (!keys(table).contains(i)) {
                Row before = one;
                one = one.with(i, two.values().get(i));
                two = two.with(i, before.values().get(i));
            }
        }
        return replaced(replaced(all, at, one), other, two);
    }

    private static boolean same(List<Row> one, List<Row> other) {
        return text(one).equals(text(other));
    }

    private static List<String> text(List<Row> rows) {
        return rows.stream()
                .map(row -> row.values().stream()
                        .map(value -> value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value))
                        .collect(Collectors.joining("|")))
                .toList();
    }
}
