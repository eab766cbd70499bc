package io.claviger;

import java.util.UUID;

/** The domain that every deployment has; others come below it. Its id is the same everywhere and never changes. */
public final class RootDomain {
    public static final UUID ID = new UUID(0x636c_6176_6967_8000L, 0x8000_0000_0000_0000L);

    private RootDomain() {}
}
