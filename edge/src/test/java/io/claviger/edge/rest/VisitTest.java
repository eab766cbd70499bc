package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final Duration HEADER = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Samples.StillClock clock = new Samples.StillClock();
    private final Visit visit = new Visit(clock, HEADER, Duration.ofSeconds(30));
    private final EmbeddedChannel channel = new EmbeddedChannel(visit);

    VisitTest() {
        channel.freezeTime();
    }

    @Test
    void theFirstHeaderIsTimedFromTheAcceptance() {
        pass(HEADER.minus(MOMENT));
        bytes();
        assertThat(channel.isOpen()).isTrue();
        pass(MOMENT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aLaterHeaderIsTimedFromItsFirstByte() {
        answerOne(HttpVersion.HTTP_1_1);
        pass(Duration.ofMinutes(1));
        bytes();
        pass(HEADER.minus(MOMENT));
        bytes();
        assertThat(channel.isOpen()).isTrue();
        pass(MOMENT);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatRestsOrIsAnsweredStays() {
        for (int i = 0; i < 100; i++) {
            bytes();
            visit.arrived(HttpVersion.HTTP_1_1);
            pass(HEADER.multipliedBy(2));
            visit.answered();
            pass(HEADER.multipliedBy(2));
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void framesOfHttp2BetweenRequestsAreNoHeader() {
        answerOne(HttpVersion.HTTP_2);
        bytes();
        pass(HEADER.multipliedBy(2));
        assertThat(channel.isOpen()).isTrue();
    }

    private void answerOne(HttpVersion version) {
        bytes();
        visit.arrived(version);
        visit.answered();
    }

    private void bytes() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
    }

    private void pass(Duration time) {
        clock.pass(time);
        channel.advanceTimeBy(time.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }
}
