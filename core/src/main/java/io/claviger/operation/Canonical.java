package io.claviger.operation;

import io.claviger.crypto.Bytes;
import io.claviger.crypto.Plaintext;
import io.claviger.crypto.SecretBytes;
import io.claviger.custody.Fields;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of an operation as it was asked, before anything random is done to it: two requests mean the same if
 * and only if their forms are the same bytes. A component's place in the record is its field number.
 */
final class Canonical {
    private Canonical() {}

    static byte[] of(Operation<?, ?> operation) {
        return encode((Record) operation);
    }

    private static byte[] encode(Record value) {
        var fields = new Fields(1, value.getClass().getSimpleName());
        RecordComponent[] components = value.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            add(fields, i + 1, read(components[i], value));
        }
        return fields.bytes();
    }

    private static void add(Fields fields, int number, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case String text -> fields.field(number, text);
            case Number integer -> fields.field(number, integer.longValue());
            case Boolean flag -> fields.field(number, flag ? 1L : 0L);
            case UUID uuid -> fields.field(number, uuid);
            case Instant at -> fields.field(number, at.toString());
            case Enum<?> constant -> fields.field(number, constant.name());
            case Bytes bytes -> fields.field(number, bytes);
            case SecretBytes secret -> secret.lendTo(bytes -> fields.field(number, bytes));
            case Plaintext plaintext -> fields.field(number, plaintext.open());
            case Optional<?> optional -> optional.ifPresent(present -> add(fields, number, present));
            case Record nested -> fields.field(number, encode(nested));
            case Map<?, ?> map -> fields.field(number, encode(map));
            case Collection<?> all -> fields.field(number, encode(all));
            default -> throw new IllegalStateException("no canonical form of " + value.getClass());
        }
    }

    private static byte[] encode(Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        var fields = new Fields(1, "map");
        int number = 1;
        for (var entry : sorted.entrySet()) {
            add(fields, number++, entry.getKey());
            add(fields, number++, entry.getValue());
        }
        return fields.bytes();
    }

    private static byte[] encode(Collection<?> all) {
        var fields = new Fields(1, "list");
        int number = 1;
        Collection<?> ordered = all instanceof Set<?> set
                ? new TreeSet<>(set.stream().map(String::valueOf).toList())
                : all;
        for (Object each : ordered) {
            add(fields, number++, each);
        }
        return fields.bytes();
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record that cannot be read", impossible);
        }
    }
}
