package io.claviger.edge.rest;

import io.claviger.Clock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands where connections are accepted, before TLS and HTTP: what is too much of one source is closed there and costs no
 * handshake. What may enter gets a {@link Visit}.
 */
public final class Gate {
    private final FloodLimits limits;
    private final Clock clock;
    private final Buckets arrivals;
    private final Map<Source, Integer> open = new ConcurrentHashMap<>();

    public Gate(FloodLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.arrivals = new Buckets(limits.connections(), clock);
    }

    /** Event loops whose servers all stand behind this gate. */
    public Vertx vertx() {
        return Vertx.builder().withTransport(new Guarded()).build();
    }

    FloodLimits limits() {
        return limits;
    }

    /** Null from a source that has too many already, or too many of late. */
    private boolean admits(Source source) {
        if (!arrivals.take(source)) {
            return false;
        }
        if (open.merge(source, 1, Integer::sum) > limits.open()) {
            left(source);
            return false;
        }
        return true;
    }

    private void left(Source source) {
        open.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How many connections are open from a source. */
    int open(Source source) {
        return open.getOrDefault(source, 0);
    }

    /** Sees each connection that was accepted, before it has an event loop. */
    @Sharable
    final class Accepting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof Channel accepted)) {
                ReferenceCountUtil.release(message);
                return;
            }
            Source source = accepted.remoteAddress() instanceof InetSocketAddress remote
                    ? Source.of(remote.getAddress())
                    : Source.LOCAL;
            if (!admits(source)) {
                accepted.unsafe().closeForcibly();
                return;
            }
            accepted.closeFuture().addListener(_ -> left(source));
            Visit visit = new Visit(clock, limits.header(), limits.body());
            accepted.attr(Visit.KEY).set(visit);
            accepted.pipeline().addLast(visit);
            context.fireChannelRead(accepted);
        }
    }

    /** Vert.x' own, with the gate in front of what accepts. */
    private final class Guarded extends NioTransport implements Transport {
        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.handler(new Accepting());
        }

        @Override
        public String name() {
            return "guarded nio";
        }

        @Override
        public boolean available() {
            return isAvailable();
        }

        @Override
        public Throwable unavailabilityCause() {
            return super.unavailabilityCause();
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            return this;
        }
    }
}
