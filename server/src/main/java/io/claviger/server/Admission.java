package io.claviger.server;

import io.claviger.store.Database;
import io.claviger.store.Deployment;
import io.claviger.store.LogKeeper;
import io.claviger.store.LogTree;
import io.claviger.store.node.Acceptance;
import io.claviger.store.node.Hold;
import io.claviger.store.node.NodeFolder;
import io.claviger.store.node.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a home may be served: where it lies, how its log stands to what this node saw signed, what the clock says. What
 * stands in the way is passed over if an operator of the machine has said so, and that goes on record.
 */
final class Admission {
    private final NodeFolder node;
    private final Place now;
    private final boolean moved;
    private final Optional<Acceptance> accepted;
    private final Set<Hold> passed = EnumSet.noneOf(Hold.class);

    private Admission(NodeFolder node, Place now, boolean moved, Optional<Acceptance> accepted) {
        this.node = node;
        this.now = now;
        this.moved = moved;
        this.accepted = accepted;
    }

    /** Looks at where the home lies. At a first start it is at home where it is. */
    static Admission to(Home home) {
        var node = new NodeFolder(home.path());
        try {
            Place now = Place.of(home.path());
            if (!home.founded()) {
                node.place(now);
            }
            boolean moved = !node.place().filter(place -> place.holds(now)).isPresent();
            return new Admission(node, now, moved, node.accepted());
        } catch (IOException e) {
            throw new Refused("the folder node of the home cannot be read or written: " + e.getMessage());
        }
    }

    /** Why the home may not be served where it lies; asked before anything in it is written. */
    Optional<Hold> place() {
        return moved ? unlessAccepted(Hold.COPIED) : Optional.empty();
    }

    /**
     * Reads the log and the clock beside it.
     *
     * @param clock told of the newest time on record
     * @return the tree of a log that may go on
     * @throws Withheld when it may not
     */
    LogTree log(Database database, Deployment deployment, GuardedClock clock) throws Withheld {
        try {
            LogTree tree = LogTree.read(database, deployment, node);
            Optional<Hold> standing = tree.standing().hold();
            if (standing.isPresent()) {
                require(standing.get());
                tree = LogTree.adopt(database, deployment);
            }
            Optional<Instant> latest = LogTree.latest(database, node.clockCountsFrom());
            latest.ifPresent(clock::notBelow);
            if (clock.behind() != null) {
                require(Hold.CLOCK_BEHIND);
                clock.restart();
                node.clockCountsFrom(tree.size());
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void require(Hold hold) throws Withheld {
        Optional<Hold> held = unlessAccepted(hold);
        if (held.isPresent()) {
            throw new Withheld(held.get());
        }
    }

    private Optional<Hold> unlessAccepted(Hold hold) {
        if (accepted.filter(word -> word.covers(hold)).isEmpty()) {
            return Optional.of(hold);
        }
        passed.add(hold);
        return Optional.empty();
    }

    /** Puts what was passed over on record with the log's first event of this run. */
    void record(LogKeeper keeper) {
        accepted.filter(_ -> !passed.isEmpty())
                .ifPresent(
                        word -> keeper.note(word.verb(), "%s; operator %s".formatted(word.reason(), word.operator())));
    }

    /** The record is durable: from now on the home is at home here, and the operator's word is used up. */
    void settle() {
        try {
            if (passed.contains(Hold.COPIED)) {
                node.place(now);
            }
            node.acceptanceSettled();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only health may be served. */
    static final class Withheld extends Exception {
        private static final long serialVersionUID = 1;

        private final Hold hold;

        Withheld(Hold hold) {
            super(hold.sentence(), null, false, false);
            this.hold = hold;
        }

        Hold hold() {
            return hold;
        }
    }
}
