package io.claviger.edge.rest;

import io.claviger.api.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path. Repeated slashes count as one, a slash at the end as none; nothing is ever redirected, for a
 * POST would lose its body.
 */
final class Router {
    /** What a path is. */
    sealed interface Outcome {}

    /**
     * @param names what stands in the places of the template's variables
     * @param spaced the same with each plus that nobody escaped read as a space, as some clients mean it
     */
    record Match(Routes route, List<String> names, List<String> spaced) implements Outcome {}

    /** @param allowed methods, as the Allow header wants them */
    record WrongMethod(String allowed) implements Outcome {}

    /** No such path. */
    record Unknown() implements Outcome {}

    private static final Unknown UNKNOWN = new Unknown();

    private final Node root = new Node();
    private final Map<String, Node> literal = new HashMap<>();

    Router() {
        for (Routes route : Routes.values()) {
            Node node = root;
            for (String segment : segments(route.template())) {
                node = segment.startsWith("{") ? node.variable() : node.child(segment);
            }
            node.put(route);
            if (route.template().indexOf('{') < 0) {
                literal.put(route.template(), node);
            }
        }
    }

    /** @param path of the request, still encoded, without the query */
    Outcome find(String method, String path) {
        Node exact = literal.get(path);
        return exact == null ? walk(method, path) : exact.answer(method, List.of(), List.of());
    }

    /** The names of a template's variables, in order. */
    static List<String> variables(Routes route) {
        return segments(route.template()).stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    private Outcome walk(String method, String path) {
        if (!path.startsWith("/")) {
            return UNKNOWN;
        }
        var names = new ArrayList<String>(2);
        var spaced = new ArrayList<String>(2);
        Node node = root;
        for (String raw : segments(path)) {
            String segment = PathText.segment(raw);
            Node next = node.children.get(segment);
            if (next == null) {
                next = node.variable;
                if (next == null) {
                    return UNKNOWN;
                }
                names.add(segment);
                spaced.add(PathText.query(raw));
            }
            node = next;
        }
        return node.answer(method, names, spaced);
    }

    private static List<String> segments(String path) {
        var segments = new ArrayList<String>(8);
        int at = 0;
        while (at < path.length()) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            if (end > at) {
                segments.add(path.substring(at, end));
            }
            at = end + 1;
        }
        return segments;
    }

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<String, Routes> methods = new TreeMap<>();
        private @Nullable Node variable;

        private Node child(String segment) {
            return children.computeIfAbsent(segment, _ -> new Node());
        }

        private Node variable() {
            Node there = variable == null ? new Node() : variable;
            variable = there;
            return there;
        }

        private void put(Routes route) {
            if (methods.put(route.method(), route) != null) {
                throw new IllegalStateException("two routes are " + route.method() + " " + route.template());
            }
        }

        private Outcome answer(String method, List<String> names, List<String> spaced) {
            Routes route = methods.get(method.equals("HEAD") ? "GET" : method);
            if (route != null) {
                return new Match(route, names, spaced);
            }
            return methods.isEmpty() ? UNKNOWN : new WrongMethod(String.join(", ", methods.keySet()));
        }
    }
}
