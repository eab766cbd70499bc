package io.claviger.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void defaultsAreThoseOfTheManual() {
        Options options = Options.parse(List.of(), _ -> null);

        assertThat(options.port()).isEqualTo(8443);
        assertThat(options.kmipPort()).isEqualTo(5696);
        assertThat(options.metricsPort()).isEqualTo(9090);
        assertThat(options.bind()).isNull();
        assertThat(options.home()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(options.get(Setting.LIFECYCLE_PRESET)).isEqualTo("sp800-57-r5");
    }

    @Test
    void theOptionBeatsTheEnvironment() {
        assertThat(Options.parse(List.of("--home", "/a"), _ -> "/b").home()).isEqualTo(Path.of("/a"));
        assertThat(Options.parse(List.of(), _ -> "/b").home()).isEqualTo(Path.of("/b"));
        assertThat(Options.parse(List.of("--port=0"), _ -> null).port()).isZero();
    }

    @Test
    void whatIsUnknownOrCannotBeIsRefusedInOneLine() {
        for (var told : List.of(
                List.of("--prot", "1"),
                List.of("--port", "65536"),
                List.of("--port", "x"),
                List.of("--port"),
                List.of("--set", "audit.sync"),
                List.of("--set", "audit.sync=never"),
                List.of("--set", "audit.snyc=each"),
                List.of("--set", "audit.segment=2048"),
                List.of("--set", "limit.connections=0"),
                List.of("--set", "limit.connections=-1"),
                List.of("--set", "limit.connections=1e3"),
                List.of("--set", "limit.connections=9999999999"))) {
            assertThatThrownBy(() -> Options.parse(told, _ -> null))
                    .as("%s", told)
                    .isInstanceOf(Refused.class)
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> Options.parse(List.of("--set", "audit.snyc=each"), _ -> null))
                .hasMessageContaining("did you mean audit.sync");
    }
}
