package io.claviger.store;

import io.claviger.operation.PeopleContract;
import io.claviger.operation.TestWorld;

/** The same contract on PostgreSQL. */
class PostgresPeopleTest extends PeopleContract {
    @Override
    protected TestWorld.Place empty() throws Exception {
        return PostgresPlace.empty();
    }
}
