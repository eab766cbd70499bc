package io.claviger.operation;

import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.Sessions;
import io.claviger.policy.Visibility;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * What a read may draw on.
 *
 * @param visible which keys the caller sees in a list
 * @param readsUsers whether he may read all users and groups
 */
public record ReadContext(
        Reader reader,
        Directory directory,
        Sessions sessions,
        Visibility visible,
        boolean readsUsers,
        Instant now,
        SystemKeys system,
        SecureRandom random) {}
