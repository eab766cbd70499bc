package io.claviger.store;

import io.claviger.operation.AuditFilter;
import io.claviger.operation.AuditRecord;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import java.util.List;
import java.util.UUID;

/** Searches the log. */
public interface AuditQueries {
    /** Before there is a log to search. */
    AuditQueries NONE = (_, _, _, _, _) -> new Page<>(List.of(), 0, false);

    Page<AuditRecord> list(Sql sql, NewestLeaves leaves, UUID domain, AuditFilter filter, Paging paging);
}
