package io.claviger.operation;

import io.claviger.Ids;
import io.claviger.custody.Custody;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.identity.PasswordVerifier;
import io.claviger.key.LifecycleRules;
import java.time.Instant;

/** What the first step of a change may draw on: all that is slow. */
public record Preparation(
        Custody custody,
        Ids ids,
        Directory directory,
        PasswordVerifier passwords,
        Store store,
        SystemKeys system,
        LifecycleRules rules,
        Reservations reservations,
        Instant now) {}
