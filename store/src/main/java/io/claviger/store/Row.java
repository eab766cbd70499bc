package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Bytes;
import io.claviger.custody.Fields;
import io.claviger.custody.RowSeal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of one sealed row, in the order of its table's columns: UUID, String, Long or byte[], or null. */
final class Row {
    private final Table table;
    private final @Nullable Object[] values;

    private Row(Table table, @Nullable Object[] values) {
        this.table = table;
        this.values = values;
    }

    static Row of(Table table, @Nullable Object... values) {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException("%s has %d columns, not %d"
                    .formatted(table.name(), table.columns().size(), values.length));
        }
        var converted = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = convert(values[i]);
        }
        return new Row(table, converted);
    }

    static Row read(Table table, @Nullable Object[] values) {
        return new Row(table, values);
    }

    Table table() {
        return table;
    }

    @Nullable
    Object value(int index) {
        return values[index];
    }

    UUID domain() {
        return uuid("domain");
    }

    UUID uuid(String column) {
        return require(column, UUID.class);
    }

    @Nullable
    UUID uuidOrNull(String column) {
        return (UUID) values[table.index(column)];
    }

    String text(String column) {
        return require(column, String.class);
    }

    @Nullable
    String textOrNull(String column) {
        return (String) values[table.index(column)];
    }

    long number(String column) {
        return require(column, Long.class);
    }

    int integer(String column) {
        return Math.toIntExact(number(column));
    }

    boolean flag(String column) {
        return number(column) != 0;
    }

    Bytes bytes(String column) {
        return Bytes.copyOf(require(column, byte[].class));
    }

    @Nullable
    Bytes bytesOrNull(String column) {
        byte[] value = (byte[]) values[table.index(column)];
        return value == null ? null : Bytes.copyOf(value);
    }

    Instant instant(String column) {
        return Micros.instant(number(column));
    }

    @Nullable
    Instant instantOrNull(String column) {
        Long value = (Long) values[table.index(column)];
        return value == null ? null : Micros.instant(value);
    }

    /** What its seal covers. */
    byte[] encode(int format) {
        var fields = new Fields(format, table.name());
        for (int i = 0; i < values.length; i++) {
            Column column = table.columns().get(i);
            if (column.since() > format) {
                continue;
            }
            switch (values[i]) {
                case null -> {}
                case UUID uuid -> fields.field(column.number(), uuid);
                case String text -> fields.field(column.number(), text);
                case Long number -> fields.field(column.number(), number.longValue());
                case byte[] bytes -> fields.field(column.number(), bytes);
                default -> throw new IllegalArgumentException("no such column type");
            }
        }
        return fields.bytes();
    }

    byte[] seal(RowSeal seal) {
        return seal.seal(domain(), encode(table.format()));
    }

    /** @throws Broken when the row is not what was written */
    Row verify(RowSeal seal, byte @Nullable [] mac) {
        if (mac != null && mac.length == RowSeal.SIZE && mac[0] >= 1 && mac[0] <= table.format()) {
            if (seal.holds(domain(), encode(mac[0]), mac)) {
                return this;
            }
        }
        throw new Broken("a row of " + table.name());
    }

    private <T> T require(String column, Class<T> type) {
        Object value = values[table.index(column)];
        if (!type.isInstance(value)) {
            throw new Broken("a row of " + table.name());
        }
        return type.cast(value);
    }

    private static @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case UUID uuid -> uuid;
            case String text -> text;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Boolean flag -> flag ? 1L : 0L;
            case Instant at -> Micros.of(at);
            case Bytes bytes -> bytes.toArray();
            case Enum<?> constant -> constant.name();
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        };
    }
}
