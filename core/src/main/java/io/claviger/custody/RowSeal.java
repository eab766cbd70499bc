package io.claviger.custody;

import java.util.UUID;

/**
 * Port of the store: seals a row so that whoever writes to the database without the key changes nothing that would be
 * believed. Form: format (1 byte, the first of the row's encoding), version of the MAC key (4), HMAC-SHA-256 (32).
 */
public interface RowSeal {
    int SIZE = 37;

    byte[] seal(UUID domain, byte[] row);

    /** Constant-time. */
    boolean holds(UUID domain, byte[] row, byte[] seal);
}
