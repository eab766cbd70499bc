package io.claviger.operation;

class InMemoryPeopleTest extends PeopleContract {
    private final InMemoryPlace place = new InMemoryPlace();

    @Override
    protected TestWorld.Place empty() {
        return place;
    }
}
