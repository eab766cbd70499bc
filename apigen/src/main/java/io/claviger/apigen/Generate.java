package io.claviger.apigen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program: {@code Generate openapi.yaml target/generated-sources/openapi}. */
public final class Generate {
    private Generate() {}

    /** Reads the contract in the first argument and writes sources below the second. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("two arguments wanted: the contract and the folder for sources");
        }
        save(sources(Contract.read(Path.of(args[0]))), Path.of(args[1], "io", "claviger", "api"));
    }

    /** The files made from a contract: text by file name. */
    public static Map<String, String> sources(Contract contract) {
        var files = new TreeMap<String, String>();
        var shapes = new Shapes(contract);
        contract.records().forEach((name, schema) -> files.put(name + ".java", record(shapes, name, schema)));
        files.put("Routes.java", new RoutesSource(contract).text());
        return files;
    }

    private static String record(Shapes shapes, String name, Node schema) {
        var fields = shapes.fields(schema);
        boolean both = schema.flag("x-client");
        boolean reads = schema.flag("x-request") || both;
        boolean writes = schema.flag("x-response") || both;
        return new RecordSource(
                        name,
                        schema.text("description").orElse("The schema " + name + " of the contract."),
                        fields,
                        reads ? List.of(new ParserSource(name, fields, Shapes.strict(schema))) : List.of(),
                        writes ? List.of(new WriterSource(fields)) : List.of())
                .text();
    }

    /** Writes what changed and deletes what is no longer made, so that nothing is compiled again without need. */
    private static void save(Map<String, String> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.list(folder)) {
            for (Path file : old.toList()) {
                if (!files.containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), bytes)) {
                Files.write(path, bytes);
            }
        }
    }
}
