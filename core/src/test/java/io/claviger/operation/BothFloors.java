package io.claviger.operation;

import io.claviger.audit.Journal;
import io.claviger.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks for uses as a door does: on the floor that never waits where that is possible, else on the one that may. */
final class BothFloors {
    private final TestWorld world;
    private final Journal.Lane lane;

    BothFloors(TestWorld world) {
        this.world = world;
        this.lane = world.journal.lane(Runnable::run);
    }

    <R> R run(Principal caller, Operation.Use<R> use, boolean fast) {
        var call = new Call(caller, world.ids.next(), null);
        var told = new Told<R>();
        if (fast && world.runner.tryFast(call, use, lane, true, told)) {
            return told.answer();
        }
        return world.runner.run(call, use);
    }

    private static final class Told<R> implements Answer<R> {
        private final List<R> results = new ArrayList<>();
        private @Nullable Throwable refusal;

        @Override
        public void success(R result) {
            results.add(result);
        }

        @Override
        public void failure(RuntimeException why) {
            refusal = why;
        }

        R answer() {
            if (refusal instanceof RuntimeException why) {
                throw why;
            }
            return Objects.requireNonNull(results.getFirst());
        }
    }
}
