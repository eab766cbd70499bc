package io.claviger.operation;

import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.Transition;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Puts on record that a date of a key version has passed. The state changed at that instant by itself (section 7: state is a
 * function of dates); this only writes down what everybody already saw.
 *
 * @param due the date that passed
 */
public record ObserveDate(Target.OfKey target, Instant due) implements Change<Found.OfKey, Nothing, Nothing> {
    @Override
    public Nothing prepare(Call call, Found.OfKey found, Preparation with) {
        return Nothing.IT;
    }

    @Override
    public Nothing apply(Call call, Nothing prepared, Found.OfKey found, Transaction tx) {
        KeyVersion version = found.version();
        List<Transition> past = tx.transitions(version.domain(), version.id());
        KeyState known =
                past.isEmpty() ? KeyState.PRE_ACTIVATION : past.getLast().to();
        KeyState now = version.state(tx.now());
        if (known != now) {
            tx.save(version);
            KeyChanges.moved(call, version, known, now, "date passed: " + due, "", tx);
        }
        tx.settle(version.domain(), version.id(), due);
        return Nothing.IT;
    }

    @Override
    public UUID resultId(Found.OfKey found, Nothing result) {
        return found.version().id();
    }

    @Override
    public Nothing again(UUID result, Reader reader, Instant now) {
        return Nothing.IT;
    }
}
