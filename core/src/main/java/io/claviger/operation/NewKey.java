package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.KeySpec;
import io.claviger.key.KeyName;
import io.claviger.key.Milestone;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a key is made or imported.
 *
 * @param name null lets the server make one
 * @param spec null for an imported key whose material says it
 * @param usage KMIP Cryptographic Usage Mask; null is the algorithm's default
 * @param owner null is the caller
 * @param permissions names of groups by action
 * @param dates planned ones
 * @param preActive true leaves the key without activation date
 * @param allowClientIv whether callers may choose IVs; null is what the domain's rules say
 */
public record NewKey(
        @Nullable String name,
        @Nullable KeySpec spec,
        @Nullable Integer usage,
        String description,
        Map<String, String> labels,
        @Nullable UUID owner,
        Map<Action, Set<String>> permissions,
        boolean unexportable,
        boolean undeletable,
        Map<Milestone, Instant> dates,
        boolean preActive,
        @Nullable Boolean allowClientIv) {
    public static final int MAX_DESCRIPTION = 2_000;

    public NewKey {
        labels = Labels.require(labels);
        permissions = Permissions.require(permissions);
        dates = Map.copyOf(dates);
        if (name != null) {
            KeyName.require("name", name);
        }
        if (description.length() > MAX_DESCRIPTION) {
            throw new InvalidField("description", "must have at most %d characters".formatted(MAX_DESCRIPTION));
        }
    }
}
