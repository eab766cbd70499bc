package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.store.verify.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The verifier in Python, which shares nothing with ours but docs/reference/audit-format.md. */
final class SecondVerifier {
    private static final Path SCRIPT = Path.of("src/test/python/audit_verify.py");
    private static final AtomicBoolean MISSING = new AtomicBoolean();

    private SecondVerifier() {}

    /** Fails unless it says what {@code ours} says, word for word. */
    static void mustAgree(Report ours, Path log, Path key) throws IOException, InterruptedException {
        for (String theirs : reports(List.of(log), key)) {
            mustBe(ours, theirs);
        }
    }

    static void mustBe(Report ours, String theirs) {
        assertThat(plain(theirs)).isEqualTo(plain(ours.json()));
    }

    /** What it says of each log; of none when there is no Python. */
    static List<String> reports(List<Path> logs, Path key) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", SCRIPT.toString(), "--json", "--key", key.toString()));
        logs.forEach(log -> command.add(log.toString()));
        Process python;
        try {
            python = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException none) {
            if (!MISSING.getAndSet(true)) {
                System.out.println("SKIPPED: python3 is missing, so the second verifier did not check any log");
            }
            return List.of();
        }
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> reports = out.lines().toList();
        assertThat(reports).hasSameSizeAs(logs);
        assertThat(python.waitFor()).isEqualTo(reports.stream().allMatch(r -> r.contains("\"ok\": true")) ? 0 : 1);
        return reports;
    }

    private static String plain(String json) {
        return json.strip().replace(", \"", ",\"").replace("\": ", "\":");
    }
}
