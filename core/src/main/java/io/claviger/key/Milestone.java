package io.claviger.key;

/** The dates in the life of a key version: KMIP's date attributes, and Suspended, which KMIP lacks. */
public enum Milestone {
    ACTIVATION("activationDate", true),
    PROCESS_START("processStartDate", true),
    PROTECT_STOP("protectStopDate", true),
    DEACTIVATION("deactivationDate", true),
    DEACTIVATED("deactivatedAt", false),
    SUSPENDED("suspendedAt", false),
    COMPROMISED("compromiseDate", false),
    COMPROMISE_OCCURRED("compromiseOccurrenceDate", false),
    DESTROYED("destroyDate", false),
    ARCHIVED("archiveDate", false);

    private final String field;
    private final boolean planned;

    Milestone(String field, boolean planned) {
        this.field = field;
        this.planned = planned;
    }

    /** The dialect's name of it. */
    public String field() {
        return field;
    }

    /** True if people set it ahead; false if it only says what was done. */
    public boolean planned() {
        return planned;
    }
}
