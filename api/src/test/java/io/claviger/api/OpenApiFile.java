package io.claviger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.yaml.snakeyaml.Yaml;

/** openapi.yaml as other people's tools see it: a document with examples and JSON schemas. */
@NullMarked
final class OpenApiFile {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String JSON = "application/json";
    private final JsonNode root;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    /** An example and the schema it is one of. */
    record Example(String schema, JsonNode value) {}

    private OpenApiFile(JsonNode root) {
        this.root = root;
    }

    static OpenApiFile read() {
        Object loaded = new Yaml().load(new ByteArrayInputStream(OpenApi.yaml()));
        return new OpenApiFile(JACKSON.valueToTree(loaded));
    }

    /** Every operation by method and path. */
    Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (member.getValue().has("operationId")) {
                        operations.put(member.getKey() + " " + path.getKey(), member.getValue());
                    }
                }));
        return operations;
    }

    List<Example> requestExamples() {
        var examples = new ArrayList<Example>();
        operations()
                .values()
                .forEach(
                        each -> collect(each.path("requestBody").path("content").path(JSON), examples));
        return examples;
    }

    List<Example> replyExamples() {
        var examples = new ArrayList<Example>();
        operations()
                .values()
                .forEach(each -> each.get("responses")
                        .forEach(reply -> collect(deref(reply).path("content").path(JSON), examples)));
        return examples;
    }

    /** Examples of the JSON body of one operation. */
    List<Example> examplesOf(JsonNode operation) {
        var examples = new ArrayList<Example>();
        collect(operation.path("requestBody").path("content").path(JSON), examples);
        return examples;
    }

    /** The schema of what an operation answers with a status, if that is JSON. */
    Optional<String> replySchema(JsonNode operation, int status) {
        JsonNode reply = deref(operation.get("responses").path(String.valueOf(status)));
        JsonNode ref = reply.path("content").path(JSON).path("schema").path("$ref");
        return ref.isTextual() ? Optional.of(last(ref.textValue())) : Optional.empty();
    }

    private static void collect(JsonNode content, List<Example> to) {
        if (!content.isMissingNode()) {
            String schema = last(content.get("schema").get("$ref").textValue());
            content.path("examples").forEach(example -> to.add(new Example(schema, example.get("value"))));
        }
    }

    private JsonNode deref(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static String last(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** Fails unless the operation shows an example of what it takes and of what it answers. */
    void requireExamples(String where, JsonNode operation) {
        var bodies = new ArrayList<JsonNode>();
        bodies.add(operation.path("requestBody"));
        operation.get("responses").forEach(reply -> bodies.add(deref(reply)));
        for (JsonNode body : bodies) {
            body.path("content")
                    .forEach(content ->
                            assertThat(content.path("examples")).as(where).isNotEmpty());
        }
    }

    /** The property names of a schema. */
    List<String> names(String schema) {
        var names = new ArrayList<String>();
        root.at("/components/schemas/" + schema + "/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What the independent validator has against {@code value}. */
    Set<ValidationMessage> errors(String schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::schema).validate(value);
    }

    private JsonSchema schema(String name) {
        ObjectNode schema = JACKSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", root.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    /** Reads a body with the generated parser. */
    Object parse(String schema, byte[] body) {
        try {
            Class<?> type = Class.forName("io.claviger.api." + schema);
            return type.getMethod("parse", JsonReader.class).invoke(null, JsonReader.of(body));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof BadJson bad) {
                throw bad;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a reply and writes it again. */
    JsonNode echo(String schema, JsonNode value) {
        if (schema.equals("EmptyReply")) {
            return value;
        }
        try {
            Object record = parse(schema, JACKSON.writeValueAsBytes(value));
            var out = new JsonWriter();
            record.getClass().getMethod("write", JsonWriter.class).invoke(record, out);
            return JACKSON.readTree(out.toBytes());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
