package io.claviger.apigen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of the contract and where it stands, so that every complaint names its place.
 *
 * @param where path of names from the root
 * @param values what the mapping holds, in the order of the file
 */
public record Node(String where, Map<?, ?> values) {

    /** The text at {@code key}; numbers and booleans are not text. */
    public Optional<String> text(String key) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case String s -> Optional.of(s);
            case Object other -> throw new BadContract(where + "." + key, "text wanted, not " + other);
        };
    }

    /** The whole number at {@code key}. */
    public Optional<Long> number(String key) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case Integer i -> Optional.of(i.longValue());
            case Long l -> Optional.of(l);
            case Object other -> throw new BadContract(where + "." + key, "whole number wanted, not " + other);
        };
    }

    /** Whether {@code key} is there and true. */
    public boolean flag(String key) {
        return switch (values.get(key)) {
            case null -> false;
            case Boolean b -> b;
            case Object other -> throw new BadContract(where + "." + key, "true or false wanted, not " + other);
        };
    }

    /** Whether {@code key} is there at all. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** What stands at {@code key} as it is, an empty list when it is absent; a single value is a list of one. */
    public List<Object> list(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> many -> new ArrayList<>(many);
            case Object one -> List.of(one);
        };
    }

    /** The mapping at {@code key}, or an empty one. */
    public Node at(String key) {
        String there = where + "." + key;
        return switch (values.get(key)) {
            case null -> new Node(there, Map.of());
            case Map<?, ?> map -> new Node(there, map);
            case Object other -> throw new BadContract(there, "mapping wanted, not " + other);
        };
    }

    /** The members that are mappings, by name, in the order of the file. */
    public Map<String, Node> members() {
        var members = new LinkedHashMap<String, Node>();
        for (Object key : values.keySet()) {
            members.put(key.toString(), at(key.toString()));
        }
        return members;
    }

    /** The mappings in the list at {@code key}. */
    public List<Node> nodes(String key) {
        var nodes = new ArrayList<Node>();
        for (Object each : list(key)) {
            if (!(each instanceof Map<?, ?> map)) {
                throw new BadContract(where + "." + key, "list of mappings wanted");
            }
            nodes.add(new Node(where + "." + key, map));
        }
        return nodes;
    }
}
