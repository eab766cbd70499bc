package io.claviger.store;

import io.claviger.operation.ModelContract;
import io.claviger.operation.TestWorld;

class PostgresModelTest extends ModelContract {
    @Override
    protected TestWorld.Place empty() throws Exception {
        return PostgresPlace.empty();
    }

    @Override
    protected int steps() {
        return 2_000;
    }
}
