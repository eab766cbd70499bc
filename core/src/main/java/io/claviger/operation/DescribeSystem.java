package io.claviger.operation;

import io.claviger.operation.Operation.Read;
import java.time.Instant;

/** Says what this server is. */
public record DescribeSystem() implements Read<Found.OfDomain, Instant> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    /** The server's time; the rest a door knows by itself. */
    @Override
    public Instant read(Call call, Found.OfDomain found, ReadContext context) {
        return context.now();
    }
}
