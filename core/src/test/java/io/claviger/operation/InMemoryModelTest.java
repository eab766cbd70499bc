package io.claviger.operation;

class InMemoryModelTest extends ModelContract {
    @Override
    protected TestWorld.Place empty() {
        return new InMemoryPlace();
    }

    @Override
    protected int steps() {
        return 20_000;
    }
}
