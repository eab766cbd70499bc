package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.store.verify.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The verifier in Python, which shares nothing with ours but docs/reference/audit-format.md. */
final class SecondVerifier {
    private static final Path SCRIPT = Path.of("src/test/python/audit_verify.py");
    private static final AtomicBoolean MISSING = new AtomicBoolean();

    private SecondVerifier() {}

    /** Fails unless it says what {@code ours} says, word for word. */
    static void mustAgree(Report ours, Path log, Path key) throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder("python3", SCRIPT.toString(), log.toString(), "--key", key.toString(), "--json")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException none) {
            if (!MISSING.getAndSet(true)) {
                System.out.println("SKIPPED: python3 is missing, so the second verifier did not check any log");
            }
            return;
        }
        String theirs = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).isEqualTo(ours.ok() ? 0 : 1);
        assertThat(plain(theirs)).isEqualTo(plain(ours.json()));
    }

    private static String plain(String json) {
        return json.strip().replace(", \"", ",\"").replace("\": ", "\":");
    }
}
