package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import org.jspecify.annotations.Nullable;

/** The part of a list that is asked for, and its envelope. */
final class ListWords {
    private ListWords() {}

    static Paging paging(Query query) {
        Integer skip = query.wholeCapped("skip");
        Integer limit = query.wholeCapped("limit");
        return new Paging(skip == null ? 0 : skip, limit == null ? Paging.DEFAULT_LIMIT : limit);
    }

    /** For a list with one order: a wish for that order passes, another is refused. */
    static void requireSort(Query query, String... fields) {
        String sort = query.text("sort");
        if (sort != null && !java.util.List.of(fields).contains(sort)) {
            throw new InvalidField("sort", "must be " + fields[0]);
        }
    }

    static int skip(Paging paging) {
        return (int) paging.skip();
    }

    static int total(Page<?> page) {
        return (int) Math.min(Integer.MAX_VALUE, page.total());
    }

    /** Said only where it is so. */
    static @Nullable Boolean lowerBound(Page<?> page) {
        return page.lowerBound() ? Boolean.TRUE : null;
    }
}
