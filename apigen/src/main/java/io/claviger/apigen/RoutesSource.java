package io.claviger.apigen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the table of operations that the router and the sweep test read.
 *
 * @param contract where the paths stand
 */
record RoutesSource(Contract contract) {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final List<Member> MEMBERS = List.of(
            new Member("String", "method", "The HTTP method, upper case."),
            new Member("String", "template", "The whole path; variable segments stand in braces."),
            new Member("String", "operationId", "The operation's name in the contract."),
            new Member("boolean", "anonymous", "Whether it is answered without a token."),
            new Member("Body", "body", "The body it takes."),
            new Member("int", "success", "The status of success."),
            new Member("Set<String>", "query", "The query parameters it knows."),
            new Member("String", "floor", "Where it runs: `loop` (in memory, at once), `reads` or `changes`."));

    /** The file. */
    String text() {
        var out = new Source();
        out.line("// Made from openapi.yaml at build time; change that file instead.");
        out.line("package io.claviger.api;").gap().line("import java.util.Set;").gap();
        out.doc("Every operation of the contract: how it is called and whether a caller must have signed in.");
        out.line("public enum Routes {");
        var operations = operations();
        int left = operations.size();
        for (var each : operations.entrySet()) {
            out.doc(each.getValue().summary());
            out.line(each.getValue().constant() + (--left == 0 ? ";" : ","));
        }
        members(out.gap());
        return out.line("}").toString();
    }

    private Map<String, Operation> operations() {
        var operations = new TreeMap<String, Operation>();
        contract.root().at("paths").members().forEach((path, item) -> {
            for (String method : METHODS) {
                if (item.has(method)) {
                    var operation = operation(path, item, method);
                    if (operations.put(operation.id(), operation) != null) {
                        throw new BadContract(item.where(), "operationId used twice: " + operation.id());
                    }
                }
            }
        });
        return operations;
    }

    private Operation operation(String path, Node item, String method) {
        Node node = item.at(method);
        String id = node.text("operationId").orElseThrow(() -> new BadContract(node.where(), "no operationId"));
        Node servers = item.has("servers") ? item : contract.root();
        String base = servers.nodes("servers").stream()
                .findFirst()
                .flatMap(s -> s.text("url"))
                .orElse("");
        String template = (base.equals("/") ? "" : base) + path;
        boolean anonymous = node.has("security") && node.list("security").isEmpty();
        String success = node.at("responses").members().keySet().stream()
                .filter(status -> status.startsWith("2"))
                .sorted()
                .findFirst()
                .orElseThrow(() -> new BadContract(node.where(), "no answer for success"));
        return new Operation(
                id,
                method,
                template,
                anonymous,
                body(node),
                success,
                queries(item, node),
                summary(node),
                node.text("x-floor").orElse("changes"));
    }

    private static String summary(Node node) {
        return node.text("summary").orElseThrow(() -> new BadContract(node.where(), "no summary"));
    }

    private static String body(Node node) {
        if (!node.has("requestBody")) {
            return "NONE";
        }
        Node body = node.at("requestBody");
        if (!body.at("content").has("application/json")) {
            return "BYTES";
        }
        return body.flag("required") ? "JSON" : "OPTIONAL_JSON";
    }

    private List<String> queries(Node item, Node node) {
        var names = new ArrayList<String>();
        for (Node from : List.of(item, node)) {
            for (Node each : from.nodes("parameters")) {
                Node parameter = parameter(each);
                if (parameter.text("in").orElse("").equals("query")) {
                    names.add(parameter.text("name").orElseThrow());
                }
            }
        }
        return names.stream().distinct().sorted().toList();
    }

    private Node parameter(Node each) {
        String prefix = "#/components/parameters/";
        return each.text("$ref")
                .map(ref -> contract.root().at("components").at("parameters").at(ref.replace(prefix, "")))
                .orElse(each);
    }

    private static void members(Source out) {
        bodies(out);
        String types = MEMBERS.stream()
                .map(member -> member.type() + " " + member.name())
                .collect(Collectors.joining(", "));
        MEMBERS.forEach(member -> out.line("private final " + member.type() + " " + member.name() + ";")
                .gap());
        out.line("Routes(" + types + ") {");
        MEMBERS.forEach(member -> out.line("this." + member.name() + " = " + member.name() + ";"));
        out.line("}");
        for (Member member : MEMBERS) {
            out.gap().doc(member.doc()).line("public " + member.type() + " " + member.name() + "() {");
            out.line("return " + member.name() + ";").line("}");
        }
    }

    private static void bodies(Source out) {
        out.doc("What kind of body an operation takes.").line("public enum Body {");
        out.doc("None; one that comes anyway is ignored.").line("NONE,");
        out.doc("Any bytes: the message itself.").line("BYTES,");
        out.doc("A JSON object that may be left out, which is the same as an empty one.")
                .line("OPTIONAL_JSON,");
        out.doc("A JSON object.").line("JSON").line("}").gap();
    }

    private record Member(String type, String name, String doc) {}

    private record Operation(
            String id,
            String method,
            String template,
            boolean anonymous,
            String body,
            String success,
            List<String> query,
            String summary,
            String floor) {

        String constant() {
            String name = id.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
            String arguments = List.of(
                            Source.literal(method.toUpperCase(Locale.ROOT)),
                            Source.literal(template),
                            Source.literal(id),
                            String.valueOf(anonymous),
                            "Body." + body,
                            success,
                            "Set.of(" + query.stream().map(Source::literal).collect(Collectors.joining(", ")) + ")",
                            Source.literal(floor))
                    .stream()
                    .collect(Collectors.joining(", "));
            return name + "(" + arguments + ")";
        }
    }
}
