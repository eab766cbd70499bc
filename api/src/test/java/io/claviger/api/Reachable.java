package io.claviger.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Looks through all buffers that an object of Jackson's can reach. */
@NullMarked
final class Reachable {
    private Reachable() {}

    /** Whether a buffer other than {@code body} holds {@code text}. */
    static boolean contains(Object root, byte[] body, String text) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Object>();
        open.add(root);
        seen.add(body);
        while (!open.isEmpty()) {
            Object each = open.remove();
            if (!seen.add(each)) {
                continue;
            }
            if (holds(each, text)) {
                return true;
            }
            children(each, open);
        }
        return false;
    }

    private static boolean holds(Object each, String text) {
        return switch (each) {
            case byte[] bytes -> new String(bytes, ISO_8859_1).contains(text);
            case char[] chars -> new String(chars).contains(text);
            case CharSequence chars -> chars.toString().contains(text);
            default -> false;
        };
    }

    private static void children(Object each, ArrayDeque<Object> open) throws IllegalAccessException {
        if (each instanceof Object[] many) {
            for (Object one : many) {
                add(one, open);
            }
        }
        for (Class<?> type = each.getClass();
                type != null && type.getName().startsWith("com.fasterxml");
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    add(field.get(each), open);
                }
            }
        }
    }

    private static void add(@Nullable Object value, ArrayDeque<Object> open) {
        if (value != null) {
            open.add(value);
        }
    }
}
