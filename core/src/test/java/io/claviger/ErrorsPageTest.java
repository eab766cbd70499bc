package io.claviger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/errors.md");

    /** {@code mvn -pl core -am test -Dtest=ErrorsPageTest -Dclaviger.write=true} writes the page anew. */
    @Test
    void thePageIsMadeFromTheCatalogue() throws IOException {
        if (Boolean.getBoolean("claviger.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    @Test
    void noSlugIsGivenTwice() {
        assertThat(Arrays.stream(Problem.values()).map(Problem::slug)).doesNotHaveDuplicates();
    }

    private static String page() {
        var page = new StringBuilder("""
                # Errors

                Every error body has `code`, `codeDesc`, `message` and `requestID` of the dialect, and `type` (the slug), `title`,
                `status` and `detail` of RFC 9457. Content-Type is `application/json`; `application/problem+json` when Accept names
                it. What a caller may not read looks like `not-found`. Slugs and codes are never renamed; numbers other than 5, 9, 15,
                16 and 106 are ours. Made from `Problem`.

                | type | status | code | codeDesc | KMIP result reason |
                |---|---|---|---|---|
                """);
        for (Problem problem : Problem.values()) {
            page.append("| %s | %d | %d | %s | %s |%n"
                    .formatted(
                            problem.slug(),
                            problem.status(),
                            problem.code(),
                            problem.codeDesc(),
                            problem.kmipReason()));
        }
        return page.toString();
    }
}
