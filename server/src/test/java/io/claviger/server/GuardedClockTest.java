package io.claviger.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Clock;
import io.claviger.KmsException.Held;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuardedClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant time = NOON;
    private final GuardedClock clock = new GuardedClock(new Clock() {
        @Override
        public Instant now() {
            return time;
        }

        @Override
        public long nanos() {
            return 0;
        }
    });

    @Test
    void aCorrectionOfAMinuteIsTold() {
        clock.now();
        time = NOON.minusSeconds(60);

        assertThat(clock.now()).isEqualTo(time);
        assertThat(clock.behind()).isNull();
    }

    @Test
    void aClockThatWentBackFurtherTellsNothingUntilItHasCaughtUp() {
        clock.now();
        time = NOON.minusSeconds(60).minus(GuardedClock.GRAIN).minusMillis(1);

        assertThatThrownBy(clock::now).isInstanceOf(Held.class);
        assertThat(clock.behind()).isNotNull();
        time = NOON.minusSeconds(59);
        assertThat(clock.now()).isEqualTo(time);
    }

    @Test
    void whatIsOnRecordCountsAsTold() {
        clock.notBelow(NOON.plus(Duration.ofHours(1)));

        assertThatThrownBy(clock::now).isInstanceOf(Held.class);
        clock.restart();
        assertThat(clock.now()).isEqualTo(NOON);
    }
}
