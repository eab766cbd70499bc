package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Source ONE = Source.of("192.0.2.1");
    private static final Source OTHER = Source.of("192.0.2.2");

    private final Samples.StillClock clock = new Samples.StillClock();
    private final Buckets buckets = new Buckets(new FloodLimits.Rate(5, 20), clock, 1_000);

    @Test
    void givesTheBurstAndThenTheRate() {
        assertThat(taken(ONE, 100)).isEqualTo(20);
        clock.pass(Duration.ofMillis(199));
        assertThat(taken(ONE, 100)).isZero();
        clock.pass(Duration.ofMillis(1));
        assertThat(taken(ONE, 100)).isEqualTo(1);
        clock.pass(Duration.ofSeconds(2));
        assertThat(taken(ONE, 100)).isEqualTo(10);
        clock.pass(Duration.ofHours(1));
        assertThat(taken(ONE, 100)).isEqualTo(20);
    }

    @Test
    void keepsSourcesApart() {
        taken(ONE, 100);
        assertThat(taken(OTHER, 100)).isEqualTo(20);
    }

    @Test
    void whatIsChargedBeyondTheLastIsMissingLater() {
        taken(ONE, 20);
        IntStream.range(0, 5).forEach(_ -> buckets.charge(ONE));
        clock.pass(Duration.ofSeconds(1));
        assertThat(buckets.has(ONE)).isFalse();
        clock.pass(Duration.ofMillis(200));
        assertThat(buckets.has(ONE)).isTrue();
        assertThat(taken(ONE, 100)).isEqualTo(1);
    }

    @Test
    void remembersABoundedNumberOfSourcesThoseLastSeen() {
        taken(ONE, 20);
        for (int i = 0; i < 5_000; i++) {
            taken(Source.of("2001:db8:0:%x::1".formatted(i)), 1);
            assertThat(buckets.take(ONE)).isFalse();
            buckets.charge(ONE);
        }
        assertThat(buckets.remembered()).isEqualTo(1_000);
    }

    @Test
    void aMonotonicTimeMayRunOver() {
        clock.pass(Duration.ofNanos(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos()));
        assertThat(taken(ONE, 100)).isEqualTo(20);
        clock.pass(Duration.ofSeconds(3));
        assertThat(taken(ONE, 100)).isEqualTo(15);
    }

    private long taken(Source source, int tries) {
        return IntStream.range(0, tries).filter(_ -> buckets.take(source)).count();
    }
}
