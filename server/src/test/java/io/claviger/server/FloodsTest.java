package io.claviger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.edge.rest.FloodLimits;
import io.claviger.edge.rest.FloodLimits.Rate;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodsTest {
    private static final FloodLimits DEFAULTS = Floods.limits(Options.parse(List.of(), _ -> null));

    @Test
    void defaultsAreThoseOfTheManual() {
        assertThat(DEFAULTS)
                .isEqualTo(new FloodLimits(
                        new Rate(200, 400),
                        1_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        new Rate(200, 1_000),
                        new Rate(5, 20),
                        32,
                        64L << 20));
    }

    @Test
    void eachSettingChangesOneLimitOfItsOwn() {
        List<Setting> settings = Arrays.stream(Setting.values())
                .filter(setting -> setting.label().startsWith("limit."))
                .toList();
        assertThat(settings.stream().map(FloodsTest::changed).toList())
                .hasSize(11)
                .doesNotContain(DEFAULTS)
                .doesNotHaveDuplicates()
                .allSatisfy(limits -> assertThat(different(limits)).isEqualTo(1));
    }

    private static FloodLimits changed(Setting setting) {
        String other = Integer.toString(Integer.parseInt(setting.byDefault()) + 1);
        return Floods.limits(Options.parse(List.of("--set", setting.label() + "=" + other), _ -> null));
    }

    private static long different(FloodLimits limits) {
        return Arrays.stream(FloodLimits.class.getRecordComponents())
                .filter(part -> !value(part, limits).equals(value(part, DEFAULTS)))
                .count();
    }

    private static Object value(RecordComponent part, FloodLimits limits) {
        try {
            return part.getAccessor().invoke(limits);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(part.getName(), e);
        }
    }
}
