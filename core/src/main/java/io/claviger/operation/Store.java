package io.claviger.operation;

import java.util.function.Function;

/** Port: durable storage. */
public interface Store {
    /** Runs {@code work} on a snapshot. */
    <R> R read(Function<Reader, R> work);

    /**
     * Runs {@code work} in a transaction: durable when this returns, rolled back when {@code work} throws. Work is called
     * once; it must call nothing outside and be over in well under 5 ms, for all writers wait for it.
     */
    <R> R write(Function<Transaction, R> work);
}
