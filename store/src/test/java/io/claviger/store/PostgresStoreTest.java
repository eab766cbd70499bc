package io.claviger.store;

import io.claviger.operation.StoreContract;
import io.claviger.operation.TestWorld;

class PostgresStoreTest extends StoreContract {
    @Override
    protected TestWorld.Place empty() throws Exception {
        return PostgresPlace.empty();
    }
}
