package io.claviger.operation;

class InMemoryCorridorTest extends CorridorContract {
    private final InMemoryPlace place = new InMemoryPlace();

    @Override
    protected TestWorld.Place empty() {
        return place;
    }

    @Override
    protected TestWorld.Place again() {
        return place;
    }
}
