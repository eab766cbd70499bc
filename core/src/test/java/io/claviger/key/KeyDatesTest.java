package io.claviger.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.WrongState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDatesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final KeyDates NEW = KeyDates.NONE;

    /** The whole table: a missing transition fails by name, and so does one too many. */
    @ParameterizedTest(name = "from {0}")
    @CsvSource(delimiter = '|', textBlock = """
            # from                | activate | suspend   | resume | deactivate  | reactivate | compromise            | destroy
            PRE_ACTIVATION        | ACTIVE   | -         | -      | -           | -          | COMPROMISED           | DESTROYED
            ACTIVE                | -        | SUSPENDED | -      | DEACTIVATED | -          | COMPROMISED           | DESTROYED
            SUSPENDED             | -        | -         | ACTIVE | DEACTIVATED | -          | COMPROMISED           | DESTROYED
            DEACTIVATED           | -        | -         | -      | -           | ACTIVE     | COMPROMISED           | DESTROYED
            COMPROMISED           | -        | -         | -      | -           | -          | COMPROMISED           | DESTROYED_COMPROMISED
            DESTROYED             | -        | -         | -      | -           | -          | DESTROYED_COMPROMISED | DESTROYED
            DESTROYED_COMPROMISED | -        | -         | -      | -           | -          | DESTROYED_COMPROMISED | DESTROYED_COMPROMISED
            """)
    void transitions(
            KeyState from,
            String activate,
            String suspend,
            String resume,
            String deactivate,
            String reactivate,
            String compromise,
            String destroy) {
        KeyDates dates = in(from);

        assertThat(dates.at(NOW)).isEqualTo(from);
        assertThat(outcome(() -> dates.activate(NOW))).isEqualTo(activate);
        assertThat(outcome(() -> dates.suspend(NOW))).isEqualTo(suspend);
        assertThat(outcome(() -> dates.resume(NOW))).isEqualTo(resume);
        assertThat(outcome(() -> dates.deactivate(NOW))).isEqualTo(deactivate);
        assertThat(outcome(() -> dates.reactivate(NOW))).isEqualTo(reactivate);
        assertThat(outcome(() -> dates.compromise(NOW, NOW))).isEqualTo(compromise);
        assertThat(outcome(() -> dates.destroy(NOW))).isEqualTo(destroy);
    }

    @Test
    void aDateToComeTakesEffectAtItsInstant() {
        var dates = new KeyDates(Map.of(Milestone.ACTIVATION, NOW, Milestone.PROTECT_STOP, NOW.plusSeconds(60)));

        assertThat(dates.at(NOW.minusNanos(1000))).isEqualTo(KeyState.PRE_ACTIVATION);
        assertThat(dates.at(NOW)).isEqualTo(KeyState.ACTIVE);
        assertThat(dates.at(NOW.plusSeconds(60).minusNanos(1000))).isEqualTo(KeyState.ACTIVE);
        assertThat(dates.at(NOW.plusSeconds(60))).isEqualTo(KeyState.DEACTIVATED);
    }

    @Test
    void anEndThatPassesDuringAnInquiryDoesNotEndTheInquiry() {
        var dates = new KeyDates(Map.of(Milestone.ACTIVATION, NOW, Milestone.DEACTIVATION, NOW.plusSeconds(60)));

        KeyDates held = dates.suspend(NOW.plusSeconds(1));

        assertThat(held.at(NOW.plusSeconds(3600))).isEqualTo(KeyState.SUSPENDED);
        assertThat(held.resume(NOW.plusSeconds(3600)).at(NOW.plusSeconds(3600))).isEqualTo(KeyState.DEACTIVATED);
    }

    @Test
    void aSecondReportOfCompromiseKeepsTheFirst() {
        KeyDates first = in(KeyState.ACTIVE).compromise(NOW, NOW);

        assertThat(first.compromise(NOW.plusSeconds(60), NOW)).isSameAs(first);
    }

    @Test
    void aReachedDateStaysAndAnImpossibleOrderIsRefused() {
        KeyDates active = in(KeyState.ACTIVE);

        assertThatThrownBy(() -> active.plan(Map.of(Milestone.ACTIVATION, NOW.plusSeconds(5)), NOW))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("activationDate");
        assertThatThrownBy(() -> active.plan(
                        Map.of(Milestone.PROTECT_STOP, NOW.plusSeconds(9), Milestone.DEACTIVATION, NOW.plusSeconds(8)),
                        NOW))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("deactivationDate must not be before protectStopDate");
    }

    /** What caches rely on: whatever the dates, nothing happens before the announced instant. */
    @Test
    void noStateChangesBeforeTheNextChange() {
        var random = new Random(800_57);
        for (int round = 0; round < 20_000; round++) {
            var dates = new KeyDates(randomDates(random));
            Instant now = NOW.plusSeconds(random.nextInt(100));
            Instant until = dates.nextChange(now).orElse(NOW.plusSeconds(1000));

            assertThat(dates.at(until.minusNanos(1))).as("%s", dates).isEqualTo(dates.at(now));
        }
    }

    /** Section 7: a random walk of transitions never leaves the graph, and nothing but the knob leads back to Active. */
    @Test
    void aRandomWalkNeverLeavesTheGraph() {
        var random = new Random(7);
        KeyDates dates = NEW;
        Instant now = NOW;
        for (int step = 0; step < 100_000; step++) {
            now = now.plusSeconds(1);
            KeyState before = dates.at(now);
            dates = random.nextInt(50) == 0 ? NEW : stepped(dates, now, random.nextInt(6));
            KeyState after = dates.at(now);
            boolean restarted = dates.equals(NEW);
            assertThat(restarted || before == after || KeyGraph.allows(before, after))
                    .as("%s to %s", before, after)
                    .isTrue();
        }
    }

    private static KeyDates stepped(KeyDates dates, Instant now, int what) {
        try {
            return switch (what) {
                case 0 -> dates.activate(now);
                case 1 -> dates.suspend(now);
                case 2 -> dates.resume(now);
                case 3 -> dates.deactivate(now);
                case 4 -> dates.compromise(now, now);
                default -> dates.destroy(now);
            };
        } catch (WrongState refused) {
            return dates;
        }
    }

    private static Map<Milestone, Instant> randomDates(Random random) {
        var dates = new EnumMap<Milestone, Instant>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            if (random.nextBoolean()) {
                dates.put(milestone, NOW.plusSeconds(random.nextInt(100)));
            }
        }
        return dates;
    }

    private static String outcome(Supplier<KeyDates> transition) {
        try {
            return transition.get().at(NOW).name();
        } catch (WrongState refused) {
            return "-";
        }
    }

    private static KeyDates in(KeyState state) {
        return switch (state) {
            case PRE_ACTIVATION -> NEW;
            case ACTIVE -> NEW.activate(NOW);
            case SUSPENDED -> NEW.activate(NOW).suspend(NOW);
            case DEACTIVATED -> NEW.activate(NOW).deactivate(NOW);
            case COMPROMISED -> NEW.compromise(NOW, NOW);
            case DESTROYED -> NEW.destroy(NOW);
            case DESTROYED_COMPROMISED -> NEW.destroy(NOW).compromise(NOW, NOW);
        };
    }
}
