package io.claviger.key;

import java.util.Arrays;
import java.util.Optional;

/** KMIP Revocation Reason Code, by the dialect's names. */
public enum RevocationReason {
    UNSPECIFIED("Unspecified"),
    KEY_COMPROMISE("KeyCompromise"),
    CA_COMPROMISE("CACompromise"),
    AFFILIATION_CHANGED("AffiliationChanged"),
    SUPERSEDED("Superseded"),
    CESSATION_OF_OPERATION("CessationOfOperation"),
    PRIVILEGE_WITHDRAWN("PrivilegeWithdrawn");

    private final String label;

    RevocationReason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** A compromise moves the key to Compromised, every other reason to Deactivated (KMIP 2.1, section 6.1.48). */
    public boolean compromise() {
        return this == KEY_COMPROMISE || this == CA_COMPROMISE;
    }

    public static Optional<RevocationReason> of(String label) {
        return Arrays.stream(values())
                .filter(r -> r.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
