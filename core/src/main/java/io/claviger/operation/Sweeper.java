package io.claviger.operation;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.identity.Principal;
import io.claviger.key.KeyRef;
import io.claviger.operation.Reader.Due;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Does what is due. A row of due work names only an object: the work walks the corridor as the owner of that object, with no
 * right that he does not have.
 */
public final class Sweeper {
    private static final int AT_ONCE = 200;

    private final Store store;
    private final OperationRunner runner;
    private final Clock clock;
    private final Ids ids;

    public Sweeper(Store store, OperationRunner runner, Clock clock, Ids ids) {
        this.store = store;
        this.runner = runner;
        this.clock = clock;
        this.ids = ids;
    }

    /** Returns how many rows were due; fewer than a full round means that nothing more is. */
    public int sweep() {
        List<Due> due = store.read(reader -> reader.due(clock.now(), AT_ONCE));
        due.forEach(this::settle);
        return due.size();
    }

    private void settle(Due due) {
        var target = new Target.OfKey(KeyRef.id(due.object()));
        UUID owner =
                store.read(reader -> target.find(due.domain(), reader)).key().owner();
        var as = new Principal(due.domain(), owner, "", Set.of(), Principal.NOBODY, 0, "local");
        runner.run(new Call(as, ids.next(), null), new ObserveDate(target, due.at()));
    }
}
