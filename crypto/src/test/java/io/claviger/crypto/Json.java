package io.claviger.crypto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough JSON to read test vectors: objects, lists, strings; numbers and literals stay text. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Json.Node parse(String text) {
        return new Node(new Json(text).value());
    }

    /** One value, asked for as what the reader knows it to be. */
    record Node(Object value) {
        Node get(String name) {
            Object found = object().get(name);
            if (found == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return new Node(found);
        }

        boolean has(String name) {
            return object().containsKey(name);
        }

        String text() {
            return (String) value;
        }

        Bytes bytes() {
            return Bytes.ofHex(text());
        }

        int number() {
            return Integer.parseInt(text());
        }

        List<Node> list() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        private Map<?, ?> object() {
            return (Map<?, ?>) value;
        }
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        while (peek() != '}') {
            peek();
            String name = string();
            skip(':');
            members.put(name, value());
            comma();
        }
        at++;
        return members;
    }

    private List<Object> list() {
        List<Object> items = new ArrayList<>();
        at++;
        while (peek() != ']') {
            items.add(value());
            comma();
        }
        at++;
        return items;
    }

    private String string() {
        var out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                c = escaped();
            }
            out.append(c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = text.charAt(++at);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            }
            default -> c;
        };
    }

    private String word() {
        int from = at;
        while (",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private char peek() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    private void comma() {
        if (peek() == ',') {
            at++;
        }
    }

    private void skip(char wanted) {
        if (peek() != wanted) {
            throw new IllegalArgumentException("expected " + wanted + " at " + at);
        }
        at++;
    }
}
