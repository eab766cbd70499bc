package io.claviger.apigen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * openapi.yaml as it was read.
 *
 * @param root the whole document
 */
public record Contract(Node root) {
    private static final String SCHEMAS = "#/components/schemas/";

    /** Reads a contract from a file. */
    public static Contract read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    /** Reads a contract from its text; a doubled key is refused, for it would silently win. */
    public static Contract of(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(16 << 20);
        Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
        if (!(loaded instanceof Map<?, ?> map)) {
            throw new BadContract("openapi", "a mapping wanted at the root");
        }
        return new Contract(new Node("openapi", map));
    }

    /** The schemas that become records, by name, sorted. */
    public Map<String, Node> records() {
        var records = new TreeMap<String, Node>();
        root.at("components").at("schemas").members().forEach((name, schema) -> {
            if (schema.flag("x-request") || schema.flag("x-response")) {
                records.put(name, schema);
            }
        });
        return records;
    }

    /** The name of the schema that {@code schema} refers to, or "" when it stands for itself. */
    public String target(Node schema) {
        return schema.text("$ref")
                .filter(ref -> ref.startsWith(SCHEMAS))
                .map(ref -> ref.substring(SCHEMAS.length()))
                .orElse("");
    }

    /** {@code schema} with what it refers to filled in; what stands beside the reference wins. */
    public Node resolve(Node schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String name = target(schema);
        Node target = root.at("components").at("schemas").at(name);
        if (name.isEmpty() || target.values().isEmpty()) {
            throw new BadContract(
                    schema.where(),
                    "reference to nothing: " + schema.text("$ref").orElse(""));
        }
        var merged = new LinkedHashMap<Object, Object>(resolve(target).values());
        schema.values().forEach((key, value) -> {
            if (!key.equals("$ref")) {
                merged.put(key, value);
            }
        });
        return new Node(schema.where(), merged);
    }
}
