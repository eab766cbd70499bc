package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.key.Key;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.Milestone;
import io.claviger.operation.ModifyAttributes.Resolved;
import io.claviger.operation.Operation.Change;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes what may change of a key (KMIP Modify Attribute); null leaves as it is.
 *
 * @param labels a named one is set, an empty one removed; an empty map removes all
 * @param allVersions spreads the two flags over every live version, else the named version alone has them
 */
public record ModifyAttributes(
        Target.OfKey target,
        @Nullable String description,
        @Nullable Map<String, Optional<String>> labels,
        @Nullable UUID owner,
        @Nullable Map<Action, Set<String>> permissions,
        @Nullable Boolean unexportable,
        @Nullable Boolean undeletable,
        boolean allVersions,
        Map<Milestone, Instant> dates)
        implements Change<Found.OfKey, Resolved, KeyView> {

    public ModifyAttributes {
        dates = Map.copyOf(dates);
        permissions = permissions == null ? null : Permissions.require(permissions);
        if (description != null && description.length() > NewKey.MAX_DESCRIPTION) {
            throw new InvalidField("description", "must have at most %d characters".formatted(NewKey.MAX_DESCRIPTION));
        }
    }

    /** Groups by id. */
    record Resolved(@Nullable Map<Action, Set<UUID>> permissions) {}

    /** Whoever gives a key away, or lifts a protection, needs more than the right to change it. */
    Set<Action> actions() {
        var actions = EnumSet.of(Action.UPDATE_KEY);
        if (owner != null) {
            actions.add(Action.CHANGE_KEY_OWNER);
        }
        boolean lifts = Boolean.FALSE.equals(unexportable) || Boolean.FALSE.equals(undeletable);
        if (permissions != null || lifts) {
            actions.add(Action.CHANGE_KEY_PERMISSIONS);
        }
        return actions;
    }

    @Override
    public Resolved prepare(Call call, Found.OfKey found, Preparation with) {
        if (owner != null && with.directory().user(owner).isEmpty()) {
            throw new InvalidField("meta.ownerId", "must name a user");
        }
        return new Resolved(
                permissions == null ? null : Permissions.resolve(permissions, with.directory()::groupNamed));
    }

    @Override
    public KeyView apply(Call call, Resolved resolved, Found.OfKey found, Transaction tx) {
        Key key = changed(found.key(), resolved);
        Key saved = key.equals(found.key()) ? key : tx.save(key);
        KeyVersion version = changed(call, found.version(), tx);
        if (allVersions && (unexportable != null || undeletable != null)) {
            List<KeyVersion> others = tx.versions(key.domain(), key.id());
            others.stream().filter(v -> !v.id().equals(version.id())).forEach(v -> tx.save(flagged(v)));
        }
        return KeyChanges.view(saved, version, tx);
    }

    private Key changed(Key key, Resolved resolved) {
        Key after =
                description == null || description.equals(key.description()) ? key : key.withDescription(description);
        if (owner != null && !owner.equals(key.owner())) {
            after = after.withOwner(owner);
        }
        if (labels != null) {
            Map<String, String> merged = merged(key.labels(), labels);
            after = merged.equals(key.labels()) ? after : after.withLabels(merged);
        }
        var granted = resolved.permissions();
        return granted == null || granted.equals(key.permissions()) ? after : after.withPermissions(granted);
    }

    private static Map<String, String> merged(Map<String, String> old, Map<String, Optional<String>> delta) {
        if (delta.isEmpty()) {
            return Map.of();
        }
        var merged = new TreeMap<>(old);
        delta.forEach(
                (name, value) -> value.ifPresentOrElse(text -> merged.put(name, text), () -> merged.remove(name)));
        return Labels.require(merged);
    }

    private KeyVersion changed(Call call, KeyVersion version, Transaction tx) {
        KeyVersion after = flagged(version);
        if (!dates.isEmpty()) {
            KeyState before = version.state(tx.now());
            if (before == KeyState.COMPROMISED || before.destroyed()) {
                throw new InvalidField("dates", "cannot be changed in state " + before);
            }
            after = after.with(after.dates().plan(dates, tx.now()));
            KeyVersion saved = tx.save(after);
            KeyState now = saved.state(tx.now());
            if (now != before) {
                KeyChanges.moved(call, saved, before, now, "dates changed", "", tx);
            }
            return saved;
        }
        return after.equals(version) ? version : tx.save(after);
    }

    private KeyVersion flagged(KeyVersion version) {
        return version.edit()
                .unexportable(unexportable == null ? version.unexportable() : unexportable)
                .undeletable(undeletable == null ? version.undeletable() : undeletable)
                .done();
    }

    @Override
    public boolean relative() {
        return true;
    }

    @Override
    public UUID resultId(Found.OfKey found, KeyView result) {
        return result.version().id();
    }

    @Override
    public KeyView again(UUID result, Reader reader, Instant now) {
        return KeyChanges.view(result, reader, now);
    }
}
