package io.claviger.key;

/**
 * Where a key version stands (NIST SP 800-57 part 1, section 7). Derived by {@link KeyDates#at}, never stored.
 */
public enum KeyState {
    PRE_ACTIVATION("Pre-Active"),
    ACTIVE("Active"),
    SUSPENDED("Suspended"),
    DEACTIVATED("Deactivated"),
    COMPROMISED("Compromised"),
    DESTROYED("Destroyed"),
    DESTROYED_COMPROMISED("Destroyed Compromised");

    private final String label;

    KeyState(String label) {
        this.label = label;
    }

    /** As people and the dialect write it. */
    public String label() {
        return label;
    }

    /** True once no material exists any more. */
    public boolean destroyed() {
        return this == DESTROYED || this == DESTROYED_COMPROMISED;
    }

    @Override
    public String toString() {
        return label;
    }
}
