package io.claviger.store;

import io.claviger.operation.CorridorContract;
import io.claviger.operation.TestWorld;

/** The same contract on PostgreSQL. */
class PostgresCorridorTest extends CorridorContract {
    @Override
    protected TestWorld.Place empty() throws Exception {
        return PostgresPlace.empty();
    }

    @Override
    protected TestWorld.Place again() throws Exception {
        return PostgresPlace.again();
    }
}
