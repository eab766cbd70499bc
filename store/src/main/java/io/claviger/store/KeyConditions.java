package io.claviger.store;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Curve;
import io.claviger.key.KeyName;
import io.claviger.key.KeyState;
import io.claviger.operation.KeyFilter;
import io.claviger.operation.LabelSelector;
import io.claviger.operation.Wildcard;
import io.claviger.policy.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter as a condition over {@code key_version v} joined with {@code managed_key k}. */
final class KeyConditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> arguments = new ArrayList<>();

    private KeyConditions() {}

    static KeyConditions of(UUID domain, KeyFilter filter, Visibility visible, Instant now) {
        var all = new KeyConditions();
        all.add("v.domain = ?", domain);
        if (!filter.deleted()) {
            all.add("v.deleted_at IS NULL");
        }
        all.visible(visible);
        all.name(filter.name());
        all.equal("v.id", filter.id());
        all.equal("k.bits", filter.size());
        all.equal("v.usage_mask", filter.usageMask());
        all.equal("v.number", filter.version());
        all.equal("k.owner", filter.owner());
        all.flag("v.unexportable", filter.unexportable());
        all.flag("v.undeletable", filter.undeletable());
        all.equal("k.part", filter.part());
        all.algorithm(filter.algorithm());
        all.curve(filter.curve());
        filter.labels().forEach(all::label);
        all.state(filter.state(), Micros.of(now));
        return all;
    }

    String sql() {
        return String.join(" AND ", conditions);
    }

    List<@Nullable Object> arguments() {
        return arguments;
    }

    static String order(KeyFilter filter) {
        String direction = filter.descending() ? " DESC" : "";
        String column = switch (filter.sort()) {
            case NAME -> "k.name_folded";
            case CREATED -> "v.created_at";
            case UPDATED -> "v.updated_at";
            case VERSION -> "v.number";
        };
        return column + direction + ", v.id" + direction;
    }

    private void visible(Visibility visible) {
        if (visible.all()) {
            return;
        }
        var groups = new ArrayList<>(visible.groups());
        arguments.add(visible.owner());
        if (groups.isEmpty()) {
            conditions.add("k.owner = ?");
            return;
        }
        arguments.addAll(groups);
        conditions.add("(k.owner = ? OR EXISTS (SELECT 1 FROM key_permission p WHERE p.domain = k.domain"
                + " AND p.managed_key = k.id AND p.action = 'READ_KEY' AND p.grantee IN ("
                + "?, ".repeat(groups.size() - 1) + "?)))");
    }

    private void name(@Nullable String name) {
        if (name == null) {
            return;
        }
        String folded = KeyName.fold(name);
        if (!Wildcard.isPattern(name)) {
            add("k.name_folded = ?", folded);
            return;
        }
        String like = folded.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
        add("k.name_folded LIKE ? ESCAPE '\\'", like);
    }

    private void algorithm(@Nullable String label) {
        if (label != null) {
            add("k.algorithm = ?", Algorithm.of(label).map(Enum::name).orElse(""));
        }
    }

    private void curve(@Nullable String label) {
        if (label != null) {
            add("k.curve = ?", Curve.of(label).map(Enum::name).orElse(""));
        }
    }

    private void label(LabelSelector selector) {
        String exists = "EXISTS (SELECT 1 FROM key_label l WHERE l.domain = k.domain AND l.managed_key = k.id"
                + " AND l.name = ?";
        arguments.add(selector.label());
        arguments.addAll(selector.values());
        String values = selector.values().isEmpty()
                ? ")"
                : " AND l.value IN (" + "?, ".repeat(selector.values().size() - 1) + "?))";
        conditions.add(
                switch (selector.test()) {
                    case EXISTS, IN -> exists + values;
                    case ABSENT, NOT_IN -> "NOT " + exists + values;
                });
    }

    private void equal(String column, @Nullable Object value) {
        if (value != null) {
            add(column + " = ?", value);
        }
    }

    private void flag(String column, @Nullable Boolean value) {
        equal(column, value == null ? null : Long.valueOf(value ? 1 : 0));
    }

    private void add(String condition, Object... values) {
        conditions.add(condition);
        arguments.addAll(List.of(values));
    }

    /** State is a function of dates and time, so it is a condition on dates; the same function as KeyDates, in SQL. */
    private void state(@Nullable KeyState state, long now) {
        if (state == null) {
            return;
        }
        String destroyed = "v.destroyed_at IS NOT NULL AND v.destroyed_at <= " + now;
        String compromised = "v.compromised_at IS NOT NULL AND v.compromised_at <= " + now;
        String live = "NOT (" + destroyed + ") AND NOT (" + compromised + ")";
        String begun = "v.activation IS NOT NULL AND v.activation <= " + now;
        String stopped = "v.deactivated_at IS NOT NULL AND v.deactivated_at <= " + now;
        String held = "v.suspended_at IS NOT NULL AND v.suspended_at <= " + now;
        String ended = "((v.protect_stop IS NOT NULL AND v.protect_stop <= " + now
                + ") OR (v.deactivation IS NOT NULL AND v.deactivation <= " + now + "))";
        conditions.add(
                switch (state) {
                    case DESTROYED -> destroyed + " AND NOT (" + compromised + ")";
                    case DESTROYED_COMPROMISED -> destroyed + " AND " + compromised;
                    case COMPROMISED -> compromised + " AND NOT (" + destroyed + ")";
                    case PRE_ACTIVATION -> live + " AND NOT (" + begun + ")";
                    case SUSPENDED -> live + " AND " + begun + " AND NOT (" + stopped + ") AND " + held;
                    case DEACTIVATED ->
                        live + " AND " + begun + " AND ((" + stopped + ") OR (NOT (" + held + ") AND " + ended + "))";
                    case ACTIVE ->
                        live + " AND " + begun + " AND NOT (" + stopped + ") AND NOT (" + held + ") AND NOT " + ended;
                });
    }
}
