package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.KeyPart;
import io.claviger.key.KeyState;
import io.claviger.operation.KeyFilter;
import io.claviger.operation.KeyFilter.Sort;
import io.claviger.operation.LabelSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters of a list of keys. A value that no key can have asks for an empty page; it is not an error. */
final class KeyFilterWords {
    private static final Pattern URI = Pattern.compile(Pattern.quote(KeyReplies.URI_PREFIX) + "(.+)-v([0-9]{1,9})");
    private static final List<String> NOT_YET = List.of("sha256Fingerprint");

    private final Query query;
    private @Nullable String name;
    private @Nullable Integer version;
    private boolean nothing;

    private KeyFilterWords(Query query) {
        this.query = query;
    }

    static KeyFilter filter(Query query) {
        return new KeyFilterWords(query).filter();
    }

    private KeyFilter filter() {
        requireBuilt();
        place();
        String sort = query.text("sort");
        boolean descending = sort != null && sort.startsWith("-");
        String labels = query.text("labels");
        UUID id = value("id", IdText::uuid);
        KeyPart part = value("objectType", KeyFilterWords::part);
        KeyState state = value("state", KeyFilterWords::state);
        Integer size = number("size");
        Integer usage = number("usageMask");
        UUID owner = value("owner", IdText::user);
        return new KeyFilter(
                name,
                id,
                query.text("algorithm"),
                size,
                query.text("curveid"),
                part == null ? null : part.name(),
                state,
                usage,
                version,
                owner,
                query.flag("unexportable"),
                query.flag("undeletable"),
                labels == null ? List.of() : LabelSelector.parse(labels),
                sort == null ? Sort.CREATED : Sort.of(descending ? sort.substring(1) : sort),
                descending,
                Boolean.TRUE.equals(query.flag("deleted")),
                nothing);
    }

    private void requireBuilt() {
        for (String field : NOT_YET) {
            if (query.text(field) != null) {
                throw new InvalidField(field, "is not a filter yet");
            }
        }
    }

    /** Name and version, which a uri says both. */
    private void place() {
        name = query.text("name");
        version = number("version");
        if (version != null && version < 0) {
            throw new InvalidField("version", "must be the number of a version");
        }
        String uri = query.text("uri");
        if (uri == null) {
            return;
        }
        Matcher parts = URI.matcher(uri);
        if (parts.matches() && name == null && version == null) {
            name = parts.group(1);
            version = Integer.valueOf(parts.group(2));
        } else {
            nothing = true;
        }
    }

    private <T> @Nullable T value(String field, Function<String, Optional<T>> read) {
        String text = query.text(field);
        if (text == null) {
            return null;
        }
        Optional<T> value = read.apply(text);
        nothing |= value.isEmpty();
        return value.orElse(null);
    }

    private @Nullable Integer number(String field) {
        return value(field, KeyFilterWords::whole);
    }

    private static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<KeyPart> part(String text) {
        return Arrays.stream(KeyPart.values())
                .filter(part -> KeyReplies.objectType(part).equalsIgnoreCase(text))
                .findFirst();
    }

    private static Optional<KeyState> state(String text) {
        return Arrays.stream(KeyState.values())
                .filter(state -> state.label().equalsIgnoreCase(text))
                .findFirst();
    }
}
