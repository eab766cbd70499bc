package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark. An empty value is the same as none. */
final class Query {
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    static final Query NONE = new Query(List.of());

    private static final int SHOWN = 40;

    private record Parameter(String name, String value) {}

    private final List<Parameter> parameters;

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static Query parse(String raw) {
        var all = new ArrayList<Parameter>();
        int at = 0;
        while (at < raw.length()) {
            int amp = raw.indexOf('&', at);
            int end = amp < 0 ? raw.length() : amp;
            if (end > at) {
                all.add(parameter(raw.substring(at, end)));
            }
            at = end + 1;
        }
        if (all.size() > EdgeLimits.QUERY_PARAMETERS) {
            throw Rejected.badRequest("the query has more than %d parameters".formatted(EdgeLimits.QUERY_PARAMETERS));
        }
        return new Query(List.copyOf(all));
    }

    private static Parameter parameter(String raw) {
        int equals = raw.indexOf('=');
        return equals < 0
                ? new Parameter(PathText.query(raw), "")
                : new Parameter(PathText.query(raw.substring(0, equals)), PathText.query(raw.substring(equals + 1)));
    }

    /** @throws InvalidField for a parameter that is not among {@code known} */
    void requireOnly(Set<String> known) {
        for (Parameter parameter : parameters) {
            if (!known.contains(parameter.name())) {
                throw new InvalidField(shown(parameter.name()), "is not a parameter of this path");
            }
        }
    }

    @Nullable
    String text(String name) {
        String found = null;
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                if (found != null) {
                    throw new InvalidField(name, "must stand in the query once");
                }
                found = parameter.value();
            }
        }
        return found == null || found.isEmpty() ? null : found;
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw new InvalidField(name, "is required");
        }
        return text;
    }

    /** Every value of a parameter that may stand there more than once, and hold several with commas between. */
    List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .flatMap(parameter -> List.of(parameter.value().split(",", -1)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    @Nullable
    Integer whole(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException _) {
            throw new InvalidField(name, "must be a whole number");
        }
    }

    /** The same, and what no int holds is the greatest that one holds: more than there ever is to list. */
    @Nullable
    Integer wholeCapped(String name) {
        String text = text(name);
        boolean huge = text != null && text.length() >= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return huge ? Integer.valueOf(new BigInteger(text).min(MOST).intValue()) : whole(name);
    }

    @Nullable
    Boolean flag(String name) {
        String text = text(name);
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidField(name, "must be true or false");
        };
    }

    private static String shown(String name) {
        String cut = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        return cut.isEmpty() ? "query" : cut;
    }
}
