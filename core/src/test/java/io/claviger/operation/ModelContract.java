package io.claviger.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service and a naive model of it walk side by side: after each random step both must have given the same answer, and
 * hold the same keys in the same states.
 */
public abstract class ModelContract {
    /** From so many steps on a walk is sure to meet what is rare, too. */
    private static final int LONG = 10_000;

    private static final Set<String> OFTEN =
            Set.of("done", "NotFound", "Denied", "WrongState", "WrongUsage", "Refused");
    private static final Set<String> EVERY = Set.of(
            "done",
            "NotFound",
            "Denied",
            "WrongState",
            "WrongUsage",
            "Refused",
            "AlreadyExists",
            "InvalidField",
            "Conflict",
            "NotAuthentic");

    /** Where the walk begins. */
    protected abstract TestWorld.Place empty() throws Exception;

    protected abstract int steps();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"sp800-57-r5", "ciphertrust-compat"})
    void serviceAndModelAgreeAtEveryStep(String preset) throws Exception {
        long seed = Long.getLong("claviger.seed", preset.length());
        try (var world = new TestWorld(empty())) {
            var walk = new ModelWalk(world, TestWorld.preset(preset), seed);
            for (int step = 0; step < steps(); step++) {
                String what = walk.step();
                assertThat(walk.disagreement())
                        .as("step %d of seed %d: %s", step, seed, what)
                        .isEmpty();
            }
            assertThat(walk.outcomes().keySet())
                    .as("a walk that meets every refusal: %s", walk.outcomes())
                    .containsAll(steps() < LONG ? OFTEN : EVERY);
        }
    }
}
