package io.claviger.store;

import io.claviger.audit.AuditEvent;
import io.claviger.operation.AuditFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a filter asks of an event's row, of a line of the seal index, and of a frame. Times are from, included, to, not. */
final class LogConditions {
    private final AuditFilter filter;
    private final UUID domain;

    LogConditions(UUID domain, AuditFilter filter) {
        this.domain = domain;
        this.filter = filter;
    }

    /** SQL with its arguments. */
    record Where(String sql, List<Object> arguments) {
        /** With more arguments after its own. */
        Object[] and(Object... more) {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of(more));
            return all.toArray();
        }
    }

    Where events() {
        var where = new Builder("domain = ? AND kind = 'event'", domain);
        common(where);
        where.add("source = ?", filter.source());
        where.add("request = ?", filter.request());
        where.add("at >= ?", filter.after() == null ? null : Micros.of(filter.after()));
        where.add("at < ?", filter.before() == null ? null : Micros.of(filter.before()));
        return where.built();
    }

    /** True of every line that a matching frame may belong to. */
    Where sealIndex() {
        var where = new Builder("domain = ?", domain);
        common(where);
        where.add("last_at >= ?", filter.after() == null ? null : Micros.of(filter.after()));
        where.add("first_at < ?", filter.before() == null ? null : Micros.of(filter.before()));
        return where.built();
    }

    private void common(Builder where) {
        where.add("op = ?", filter.op());
        where.add("actor = ?", filter.actor());
        where.add("target = ?", filter.target());
        where.add("outcome = ?", filter.outcome());
        if (filter.success() != null) {
            where.add(filter.success() ? "outcome = ?" : "outcome <> ?", AuditEvent.SUCCESS);
        }
    }

    /** True if frames of a seal all match when its lines do, so that counting needs no frame. */
    boolean indexSuffices(long firstAt, long lastAt) {
        return filter.source() == null
                && filter.request() == null
                && (filter.after() == null || firstAt >= Micros.of(filter.after()))
                && (filter.before() == null || lastAt < Micros.of(filter.before()));
    }

    boolean holds(AuditEvent event) {
        return event.domain().equals(domain)
                && same(filter.op(), event.op())
                && same(filter.actor(), event.actor())
                && same(filter.target(), event.target())
                && same(filter.outcome(), event.outcome())
                && (filter.success() == null
                        || filter.success() == event.outcome().equals(AuditEvent.SUCCESS))
                && same(filter.source(), event.source())
                && same(filter.request(), event.request())
                && (filter.after() == null || !event.at().isBefore(filter.after()))
                && (filter.before() == null || event.at().isBefore(filter.before()));
    }

    private static boolean same(@Nullable Object asked, @Nullable Object found) {
        return asked == null || Objects.equals(asked, found);
    }

    private static final class Builder {
        private final StringBuilder sql;
        private final List<Object> arguments = new ArrayList<>();

        Builder(String first, Object argument) {
            sql = new StringBuilder(first);
            arguments.add(argument);
        }

        void add(String condition, @Nullable Object argument) {
            if (argument != null) {
                sql.append(" AND ").append(condition);
                arguments.add(argument);
            }
        }

        Where built() {
            return new Where(sql.toString(), arguments);
        }
    }
}
