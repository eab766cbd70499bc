package io.claviger.key;

import static io.claviger.key.KeyState.ACTIVE;
import static io.claviger.key.KeyState.COMPROMISED;
import static io.claviger.key.KeyState.DEACTIVATED;
import static io.claviger.key.KeyState.DESTROYED;
import static io.claviger.key.KeyState.DESTROYED_COMPROMISED;
import static io.claviger.key.KeyState.PRE_ACTIVATION;
import static io.claviger.key.KeyState.SUSPENDED;

import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.WrongState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides a key version's state, and nothing else does: instants, some past, some to come.
 *
 * <p>The four planned dates (activation, process start, protect stop, deactivation) are the cryptoperiod of NIST SP 800-57
 * part 1, section 5.3: originator usage runs from activation to protect stop, recipient usage from process start to
 * deactivation. The others say what was done.
 */
public record KeyDates(Map<Milestone, Instant> dates) {
    public static final KeyDates NONE = new KeyDates(Map.of());

    public KeyDates {
        dates = Map.copyOf(dates);
    }

    public @Nullable Instant get(Milestone milestone) {
        return dates.get(milestone);
    }

    /** The one place that says what a set of dates means. */
    public KeyState at(Instant now) {
        boolean compromised = passed(Milestone.COMPROMISED, now);
        if (passed(Milestone.DESTROYED, now)) {
            return compromised ? DESTROYED_COMPROMISED : DESTROYED;
        }
        if (compromised) {
            return COMPROMISED;
        }
        if (!passed(Milestone.ACTIVATION, now)) {
            return PRE_ACTIVATION;
        }
        if (passed(Milestone.DEACTIVATED, now)) {
            return DEACTIVATED;
        }
        // A planned end that passes during an inquiry must not loosen what the inquiry forbids: suspension holds.
        if (passed(Milestone.SUSPENDED, now)) {
            return SUSPENDED;
        }
        boolean ended = passed(Milestone.PROTECT_STOP, now) || passed(Milestone.DEACTIVATION, now);
        return ended ? DEACTIVATED : ACTIVE;
    }

    /** May data still be processed as far as the window of recipient usage goes: from process start on. */
    public boolean processingStarted(Instant now) {
        Instant start = get(Milestone.PROCESS_START);
        return start == null || !start.isAfter(now);
    }

    public boolean archived() {
        return dates.containsKey(Milestone.ARCHIVED);
    }

    /** When {@link #at} or the window may next answer otherwise: how long a cached answer holds. */
    public Optional<Instant> nextChange(Instant now) {
        return dates.values().stream().filter(date -> date.isAfter(now)).min(Instant::compareTo);
    }

    public KeyDates activate(Instant now) {
        return switch (at(now)) {
            case PRE_ACTIVATION -> with(Milestone.ACTIVATION, now);
            case ACTIVE, SUSPENDED, DEACTIVATED, COMPROMISED, DESTROYED, DESTROYED_COMPROMISED ->
                throw new WrongState(at(now), "activated");
        };
    }

    public KeyDates suspend(Instant now) {
        return switch (at(now)) {
            case ACTIVE -> with(Milestone.SUSPENDED, now);
            case PRE_ACTIVATION, SUSPENDED, DEACTIVATED, COMPROMISED, DESTROYED, DESTROYED_COMPROMISED ->
                throw new WrongState(at(now), "suspended");
        };
    }

    public KeyDates resume(Instant now) {
        return switch (at(now)) {
            case SUSPENDED -> without(Milestone.SUSPENDED);
            case PRE_ACTIVATION, ACTIVE, DEACTIVATED, COMPROMISED, DESTROYED, DESTROYED_COMPROMISED ->
                throw new WrongState(at(now), "resumed");
        };
    }

    public KeyDates deactivate(Instant now) {
        return switch (at(now)) {
            case ACTIVE, SUSPENDED -> with(Milestone.DEACTIVATED, now);
            case PRE_ACTIVATION, DEACTIVATED, COMPROMISED, DESTROYED, DESTROYED_COMPROMISED ->
                throw new WrongState(at(now), "deactivated");
        };
    }

    /** Against section 7.4 of the standard, so only where a domain's rules say so: forgets what ended the key. */
    public KeyDates reactivate(Instant now) {
        return switch (at(now)) {
            case DEACTIVATED -> {
                KeyDates kept = without(Milestone.DEACTIVATED);
                kept = kept.passed(Milestone.PROTECT_STOP, now) ? kept.without(Milestone.PROTECT_STOP) : kept;
                yield kept.passed(Milestone.DEACTIVATION, now) ? kept.without(Milestone.DEACTIVATION) : kept;
            }
            case PRE_ACTIVATION, ACTIVE, SUSPENDED, COMPROMISED, DESTROYED, DESTROYED_COMPROMISED ->
                throw new WrongState(at(now), "reactivated");
        };
    }

    /** Always possible, even after destruction: a copy may have leaked before. The first report stands. */
    public KeyDates compromise(Instant now, Instant occurred) {
        return switch (at(now)) {
            case COMPROMISED, DESTROYED_COMPROMISED -> this;
            case PRE_ACTIVATION, ACTIVE, SUSPENDED, DEACTIVATED, DESTROYED ->
                with(Milestone.COMPROMISED, now).with(Milestone.COMPROMISE_OCCURRED, occurred);
        };
    }

    /** From Active it deactivates in the same step (KMIP transitions 6 and 7 together; the standard's transition 5). */
    public KeyDates destroy(Instant now) {
        return switch (at(now)) {
            case PRE_ACTIVATION, DEACTIVATED, COMPROMISED -> with(Milestone.DESTROYED, now);
            case ACTIVE, SUSPENDED -> with(Milestone.DEACTIVATED, now).with(Milestone.DESTROYED, now);
            case DESTROYED, DESTROYED_COMPROMISED -> this;
        };
    }

    public KeyDates archive(Instant now) {
        if (at(now).destroyed()) {
            throw new WrongState(at(now), "archived");
        }
        return archived() ? this : with(Milestone.ARCHIVED, now);
    }

    public KeyDates recover(Instant now) {
        if (at(now).destroyed()) {
            throw new WrongState(at(now), "recovered");
        }
        return without(Milestone.ARCHIVED);
    }

    /**
     * Replaces planned dates; one that has taken effect stays (KMIP 2.1: a date once reached may not change).
     *
     * @throws InvalidField for a reached date or an order that cannot be
     */
    public KeyDates plan(Map<Milestone, Instant> planned, Instant now) {
        var changed = new EnumMap<Milestone, Instant>(Milestone.class);
        changed.putAll(dates);
        planned.forEach((milestone, date) -> {
            Instant old = dates.get(milestone);
            if (!milestone.planned()) {
                throw new InvalidField(milestone.field(), "cannot be set");
            }
            if (old != null && !old.isAfter(now) && !old.equals(date)) {
                throw new InvalidField(milestone.field(), "has passed and cannot be changed");
            }
            changed.put(milestone, date);
        });
        return new KeyDates(changed).ordered();
    }

    /** Section 5.3.4: activation, then process start and protect stop, then deactivation. */
    public KeyDates ordered() {
        notBefore(Milestone.PROCESS_START, Milestone.ACTIVATION);
        notBefore(Milestone.PROTECT_STOP, Milestone.ACTIVATION);
        notBefore(Milestone.DEACTIVATION, Milestone.ACTIVATION);
        notBefore(Milestone.DEACTIVATION, Milestone.PROCESS_START);
        notBefore(Milestone.DEACTIVATION, Milestone.PROTECT_STOP);
        return this;
    }

    private void notBefore(Milestone later, Milestone earlier) {
        Instant first = dates.get(earlier);
        Instant second = dates.get(later);
        if (first != null && second != null && second.isBefore(first)) {
            throw new InvalidField(later.field(), "must not be before " + earlier.field());
        }
    }

    private boolean passed(Milestone milestone, Instant now) {
        Instant date = dates.get(milestone);
        return date != null && !date.isAfter(now);
    }

    private KeyDates with(Milestone milestone, Instant date) {
        var changed = new EnumMap<Milestone, Instant>(Milestone.class);
        changed.putAll(dates);
        changed.put(milestone, date);
        return new KeyDates(changed);
    }

    private KeyDates without(Milestone milestone) {
        var changed = new EnumMap<Milestone, Instant>(Milestone.class);
        changed.putAll(dates);
        changed.remove(milestone);
        return new KeyDates(changed);
    }
}
