package io.claviger.server;

import io.claviger.edge.rest.FloodLimits;
import io.claviger.edge.rest.FloodLimits.Rate;
import java.time.Duration;

/** The limits of the doors, as they are set. */
final class Floods {
    private static final long MIB = 1L << 20;

    private Floods() {}

    static FloodLimits limits(Options options) {
        return new FloodLimits(
                rate(options, Setting.LIMIT_CONNECTION_RATE, Setting.LIMIT_CONNECTION_BURST),
                options.number(Setting.LIMIT_CONNECTIONS),
                Duration.ofSeconds(options.number(Setting.LIMIT_HEADER)),
                Duration.ofSeconds(options.number(Setting.LIMIT_BODY)),
                rate(options, Setting.LIMIT_REFUSAL_RATE, Setting.LIMIT_REFUSAL_BURST),
                rate(options, Setting.LIMIT_PASSWORD_RATE, Setting.LIMIT_PASSWORD_BURST),
                options.number(Setting.LIMIT_HASHING),
                options.number(Setting.LIMIT_BODIES) * MIB);
    }

    private static Rate rate(Options options, Setting perSecond, Setting burst) {
        return new Rate(options.number(perSecond), options.number(burst));
    }
}
