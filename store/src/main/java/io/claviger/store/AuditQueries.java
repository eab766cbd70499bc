package io.claviger.store;

import io.claviger.operation.AuditFilter;
import io.claviger.operation.AuditRecord;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import java.util.UUID;

/** Searches the log. */
interface AuditQueries {
    Page<AuditRecord> list(Sql sql, UUID domain, AuditFilter filter, Paging paging);
}
