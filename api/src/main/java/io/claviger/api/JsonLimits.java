package io.claviger.api;

/** The limits on every body, whatever the contract says of its fields. */
public final class JsonLimits {
    /** The longest body, in bytes. */
    public static final int BODY = 4 << 20;

    /** How deep objects and lists may stand in each other; the root is 1. */
    public static final int DEPTH = 16;

    /** The longest field name, in characters. */
    public static final int NAME = 256;

    /** The longest number, in characters. */
    public static final int NUMBER = 32;

    /** The most members of a free object, counted through all its levels. */
    public static final int MEMBERS = 1_000;

    private JsonLimits() {}
}
