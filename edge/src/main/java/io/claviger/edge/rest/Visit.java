package io.claviger.edge.rest;

import io.claviger.Clock;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection's patience: it is closed when a header takes too long, from the first byte on (the first header with the
 * handshake, from when the connection was accepted); a body that stands still is given up. Only the connection's event loop
 * touches it.
 *
 * <p>Frames of HTTP/2 that belong to no request are not told from those of a header, so there only the first header is
 * timed; what is slow later counts as an open connection.
 */
final class Visit extends ChannelInboundHandlerAdapter {
    static final AttributeKey<Visit> KEY = AttributeKey.valueOf(Visit.class, "visit");

    private final Clock clock;
    private final long header;
    private final long body;
    private final List<BodyIntake> bodies = new ArrayList<>(1);
    private long headerBegan;
    private boolean headerAwaited = true;
    private boolean multiplexed;
    private int requests;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> watch;

    Visit(Clock clock, Duration header, Duration body) {
        this.clock = clock;
        this.header = header.toNanos();
        this.body = body.toNanos();
        this.headerBegan = clock.nanos();
    }

    static Visit of(HttpServerRequest request) {
        var connection = (HttpServerConnection) request.connection();
        return Objects.requireNonNull(
                connection.channelHandlerContext().channel().attr(KEY).get(), "came by no gate");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext mine) {
        context = mine;
    }

    @Override
    public void channelActive(ChannelHandlerContext mine) {
        watch(Math.min(header, body));
        mine.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext mine) {
        if (watch != null) {
            watch.cancel(false);
        }
        mine.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext mine, Object bytes) {
        if (requests == 0 && !headerAwaited && !multiplexed) {
            headerAwaited = true;
            headerBegan = clock.nanos();
            watchIfNobodyDoes();
        }
        mine.fireChannelRead(bytes);
    }

    /** A request's header is there. */
    void arrived(HttpVersion version) {
        multiplexed = version == HttpVersion.HTTP_2;
        headerAwaited = false;
        requests++;
    }

    /** A request has its answer; what comes after the last is another header, or the rest of a body nobody wants. */
    void answered() {
        requests--;
    }

    /** From now on the body may not stand still. */
    void begun(BodyIntake intake) {
        bodies.add(intake);
        watchIfNobodyDoes();
    }

    void ended(BodyIntake intake) {
        bodies.remove(intake);
    }

    /** The time that bodies are measured by, in nanoseconds. */
    long now() {
        return clock.nanos();
    }

    private void watchIfNobodyDoes() {
        if (watch == null) {
            watch(Math.min(header, body));
        }
    }

    private void watch(long nanos) {
        watch = Objects.requireNonNull(context).executor().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        watch = null;
        long now = clock.nanos();
        long next = Math.min(header, body);
        if (headerAwaited) {
            long left = header - (now - headerBegan);
            if (left <= 0) {
                var _ = Objects.requireNonNull(context).close();
                return;
            }
            next = Math.min(next, left);
        }
        for (BodyIntake intake : List.copyOf(bodies)) {
            long left = body - (now - intake.moved());
            if (left <= 0) {
                intake.giveUp();
            } else {
                next = Math.min(next, left);
            }
        }
        if (headerAwaited || !bodies.isEmpty()) {
            watch(next);
        }
    }
}
