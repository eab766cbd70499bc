package io.claviger.identity;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The groups that exist from the start; they can be neither renamed nor deleted. Ids are fixed and never change. */
public enum SystemGroup {
    ADMIN(1, "admin", "May do everything, but neither use nor export the keys of others"),
    KEY_ADMINS(2, "Key Admins", "Create, read, change and delete every key; no use"),
    KEY_USERS(3, "Key Users", "Create keys and use their own"),
    USER_ADMINS(4, "User Admins", "Users and groups, except administrators and themselves"),
    AUDIT_ADMINS(5, "Audit Admins", "Read the audit"),
    CA_ADMINS(6, "CA Admins", "Certificate authorities");

    private static final long SPACE = 0x636c_6176_6967_8000L;

    private final UUID id;
    private final String label;
    private final String description;

    SystemGroup(int number, String label, String description) {
        this.id = new UUID(SPACE, 0x8000_0000_0000_0000L | number);
        this.label = label;
        this.description = description;
    }

    public UUID id() {
        return id;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    public static Optional<SystemGroup> of(UUID id) {
        return Arrays.stream(values()).filter(g -> g.id.equals(id)).findFirst();
    }
}
