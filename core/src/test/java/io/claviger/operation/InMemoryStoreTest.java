package io.claviger.operation;

class InMemoryStoreTest extends StoreContract {
    @Override
    protected TestWorld.Place empty() {
        return new InMemoryPlace();
    }
}
