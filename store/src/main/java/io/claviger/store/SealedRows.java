package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.KmsException.Conflict;
import io.claviger.crypto.Bytes;
import io.claviger.custody.RowSeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of any {@link Table}: what it writes it seals, what it reads it has checked. */
final class SealedRows {
    /** A row with the seal that it was checked against. */
    record Checked(Row row, Bytes mac) {
        long revision() {
            return row.number("revision");
        }
    }

    private final Sql sql;
    private final RowSeal seal;

    SealedRows(Sql sql, RowSeal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    RowSeal seal() {
        return seal;
    }

    Optional<Checked> find(Table table, @Nullable Object... keys) {
        return sql.first(table.byKey(), rows -> read(table, rows, 1), keys);
    }

    /** @param condition what follows the select of all columns, e.g. {@code WHERE …} */
    List<Checked> list(Table table, String condition, @Nullable Object... arguments) {
        return sql.list(table.selectAll() + " " + condition, rows -> read(table, rows, 1), arguments);
    }

    /** Returns the seal. */
    Bytes insert(Row row) {
        byte[] mac = row.seal(seal);
        sql.update(row.table().insert(), arguments(row, mac));
        return Bytes.taking(mac);
    }

    /** @throws Conflict when the row has another revision than {@code expected} */
    Bytes update(Row row, long expected) {
        byte[] mac = row.seal(seal);
        Table table = row.table();
        var arguments = new ArrayList<@Nullable Object>();
        for (int i = table.keys(); i < table.columns().size(); i++) {
            arguments.add(row.value(i));
        }
        arguments.add(mac);
        for (int i = 0; i < table.keys(); i++) {
            arguments.add(row.value(i));
        }
        arguments.add(expected);
        if (sql.update(table.update(), arguments.toArray()) != 1) {
            throw new Conflict("changed by someone else in between");
        }
        return Bytes.taking(mac);
    }

    boolean delete(Table table, @Nullable Object... keys) {
        return sql.update(table.delete(), keys) == 1;
    }

    /** Reads the columns of {@code table} from column {@code first} of a result on, and checks their seal. */
    Checked read(Table table, ResultSet rows, int first) throws SQLException {
        byte[] mac = rows.getBytes(first + table.columns().size());
        Row row = unverified(table, rows, first).verify(seal, mac);
        if (mac == null) {
            throw new Broken("a row of " + table.name());
        }
        return new Checked(row, Bytes.taking(mac));
    }

    /** For the one moment at which there is no key yet to check a seal with. */
    static Row unverified(Table table, ResultSet rows, int first) throws SQLException {
        var values = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(table.columns().get(i), rows, first + i);
        }
        return Row.read(table, values);
    }

    private static @Nullable Object value(Column column, ResultSet rows, int at) throws SQLException {
        return switch (column.type()) {
            case UUID -> {
                byte[] bytes = rows.getBytes(at);
                yield bytes == null || rows.wasNull() ? null : Sql.uuid(bytes);
            }
            case TEXT -> rows.getString(at);
            case BYTES -> rows.getBytes(at);
            case INTEGER -> {
                long number = rows.getLong(at);
                yield rows.wasNull() ? null : number;
            }
        };
    }

    private static @Nullable Object[] arguments(Row row, byte[] mac) {
        int count = row.table().columns().size();
        var arguments = new @Nullable Object[count + 1];
        for (int i = 0; i < count; i++) {
            arguments[i] = row.value(i);
        }
        arguments[count] = mac;
        return arguments;
    }
}
