package io.claviger.store.node;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a server answers health alone until an operator of its machine says otherwise (design.md §4.4, §4.9). In none of these
 * can it know by itself whether going on is right.
 */
public enum Hold {
    /** The home is not where it was. Two servers on copies of one log would each sign a history of their own. */
    COPIED("copied", "accept-copy", "this home is not where it was: it is a copy, or was moved"),
    /** Entries are gone that this node has seen signed. */
    ROLLED_BACK("rolled-back", "accept-rollback", "an older copy of the database was put back"),
    /** What stands in the log is not what this node has seen signed. */
    OTHER_LOG("other-log", "accept-rollback", "the log in the database is not the one that this node signed"),
    /** States of keys follow from the time: a clock that went back would bring dead keys to life. */
    CLOCK_BEHIND("clock-behind", "accept-clock", "the clock is more than 60 s behind what is on record");

    private final String reason;
    private final String command;
    private final String sentence;

    Hold(String reason, String command, String sentence) {
        this.reason = reason;
        this.command = command;
        this.sentence = sentence;
    }

    /** One word, for scripts: in {@code run.json} and of {@code /readyz}. */
    public String reason() {
        return reason;
    }

    /** The subcommand of {@code claviger recover} that lets the server go on. */
    public String command() {
        return command;
    }

    /** For people. */
    public String sentence() {
        return sentence;
    }

    public static Optional<Hold> of(String reason) {
        return Arrays.stream(values()).filter(h -> h.reason.equals(reason)).findFirst();
    }
}
