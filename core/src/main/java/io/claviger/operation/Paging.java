package io.claviger.operation;

import io.claviger.KmsException.InvalidField;

/**
 * Which part of a list.
 *
 * @param limit 0 asks for the total alone
 */
public record Paging(long skip, int limit) {
    public static final int DEFAULT_LIMIT = 10;
    public static final int MAX_LIMIT = 2_000;
    /** Beyond this many rows after {@code skip}, a total is a lower bound. */
    public static final int COUNT_AHEAD = 10_000;

    public Paging {
        if (skip < 0) {
            throw new InvalidField("skip", "must not be negative");
        }
        if (limit < -1) {
            throw new InvalidField("limit", "must be -1 (as many as one page may hold), 0 (total only) or more");
        }
        limit = limit == -1 ? MAX_LIMIT : Math.min(limit, MAX_LIMIT);
    }
}
