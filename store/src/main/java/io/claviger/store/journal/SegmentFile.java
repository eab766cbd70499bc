package io.claviger.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the journal by its name, {@code <node>-<number, ten digits>.seg}; the next one waits as {@code .spare}.
 *
 * @param number of the segment, from 1
 */
public record SegmentFile(UUID node, long number, Path path) {
    private static final String SEGMENT = ".seg";
    private static final String SPARE = ".spare";
    private static final Pattern NAME = Pattern.compile("([0-9a-f-]{36})-([0-9]{10})\\.(seg|spare)");

    static Path segment(Path folder, UUID node, long number) {
        return folder.resolve("%s-%010d%s".formatted(node, number, SEGMENT));
    }

    static Path spare(Path folder, UUID node, long number) {
        return folder.resolve("%s-%010d%s".formatted(node, number, SPARE));
    }

    /** Every segment of a folder, by node and number; a spare is none. */
    public static List<SegmentFile> segments(Path folder) throws IOException {
        return files(folder, SEGMENT);
    }

    /** Prepared files that hold nothing yet. */
    public static List<SegmentFile> spares(Path folder) throws IOException {
        return files(folder, SPARE);
    }

    private static List<SegmentFile> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(suffix))
                    .flatMap(path -> parse(path).stream())
                    .sorted(Comparator.comparing(SegmentFile::node).thenComparingLong(SegmentFile::number))
                    .toList();
        }
    }

    private static Optional<SegmentFile> parse(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SegmentFile(UUID.fromString(name.group(1)), Long.parseLong(name.group(2)), path));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
