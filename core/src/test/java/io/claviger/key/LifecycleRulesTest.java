package io.claviger.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleRulesTest {
    /** The table of the design, one column a preset. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sp800-57-r5,         ALLOWED, WITH_ACCEPTED_RISK, WITH_ACCEPTED_RISK, false, false, false, false, false",
        "ciphertrust-compat,  ALLOWED, WITH_ACCEPTED_RISK, ALLOWED,            true,  true,  true,  true,  true"
    })
    void presetsAreData(
            String name,
            LifecycleRules.Processing deactivated,
            LifecycleRules.Processing suspended,
            LifecycleRules.Processing compromised,
            boolean reactivate,
            boolean mixed,
            boolean clientIv,
            boolean sha1,
            boolean admins)
            throws IOException {
        assertThat(preset(name))
                .isEqualTo(new LifecycleRules(
                        deactivated, suspended, compromised, reactivate, mixed, clientIv, sha1, admins));
    }

    @Test
    void anUnknownOrMissingKnobIsRefused() throws IOException {
        String strict = text("sp800-57-r5");

        assertThatThrownBy(() -> LifecycleRules.parse(strict + "extra: yes\n")).hasMessageContaining("extra");
        assertThatThrownBy(() -> LifecycleRules.parse(strict.replace("reactivate: no", "")))
                .hasMessageContaining("reactivate");
        assertThatThrownBy(() -> LifecycleRules.parse(strict.replace("reactivate: no", "reactivate: maybe")))
                .hasMessageContaining("maybe");
    }

    @Test
    void onlyAnActiveKeyProtects() throws IOException {
        LifecycleRules rules = preset("ciphertrust-compat");
        for (KeyState state : KeyState.values()) {
            assertThat(rules.allow(Usage.ENCRYPT, state, true)).isEqualTo(state == KeyState.ACTIVE);
        }
    }

    private static LifecycleRules preset(String name) throws IOException {
        return LifecycleRules.parse(text(name));
    }

    private static String text(String name) throws IOException {
        try (var in = LifecycleRulesTest.class.getResourceAsStream("/lifecycle/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
