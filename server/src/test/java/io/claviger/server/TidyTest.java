package io.claviger.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Style as a test: sizes and names. */
class TidyTest {
    private static final int MAX_FILE = 400;
    private static final int MAX_METHOD = 40;
    private static final Pattern METHOD = Pattern.compile("^ +[^ *}@/].*\\) (throws [\\w., ]+)?\\{$");
    private static final Pattern BANNED = Pattern.compile("\\w*(Manager|Helper|Util|Utils|Impl|Data|Info)");
    private static final Pattern CONTROL =
            Pattern.compile("^ *(if|for|while|switch|try|catch|synchronized|} else|} catch"
                    + "|return|yield|case|default)\\b.*|.*\\b(switch|new|record|class|enum) .*");

    @Test
    void filesAreShort() throws IOException {
        var strays = new ArrayList<String>();
        for (Path file : sources()) {
            long lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE) {
                strays.add(file + ": " + lines);
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void methodsAreShort() throws IOException {
        var strays = new ArrayList<String>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            for (int open = 0; open < lines.size(); open++) {
                if (!METHOD.matcher(lines.get(open)).matches()
                        || CONTROL.matcher(lines.get(open)).matches()) {
                    continue;
                }
                int start = signature(lines, open);
                if (CONTROL.matcher(lines.get(start)).matches()) {
                    continue;
                }
                int end = open;
                while (end < lines.size() && !lines.get(end).equals(indent(lines.get(start)) + "}")) {
                    end++;
                }
                if (end - start + 1 > MAX_METHOD && end < lines.size()) {
                    strays.add("%s:%d has %d lines".formatted(file, start + 1, end - start + 1));
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() throws IOException {
        List<String> strays = sources().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> BANNED.matcher(name).matches())
                .toList();

        assertThat(strays).isEmpty();
    }

    /** The line on which the declaration that ends on line {@code open} begins. */
    private static int signature(List<String> lines, int open) {
        int start = open;
        long depth = depth(lines.get(open));
        while (depth < 0 && start > 0) {
            start--;
            depth += depth(lines.get(start));
        }
        return start;
    }

    private static long depth(String line) {
        return line.chars().filter(c -> c == '(').count()
                - line.chars().filter(c -> c == ')').count();
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /** Main code of every module. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            var files = new ArrayList<Path>();
            for (Path module : modules.filter(m -> Files.isDirectory(m.resolve("src/main")))
                    .toList()) {
                try (Stream<Path> all = Files.walk(module.resolve("src/main"))) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
            assertThat(files).hasSizeGreaterThan(100);
            return files;
        }
    }
}
