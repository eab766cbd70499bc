package io.claviger.operation;

import io.claviger.audit.Journal;
import io.claviger.operation.Operation.Read;

/** Lists what is on record (NIST SP 800-57 part 1, section 9.4). Looking at the record is itself on record. */
public record ListAuditRecords(AuditFilter filter, Paging paging) implements Read<Found.OfDomain, Page<AuditRecord>> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Page<AuditRecord> read(Call call, Found.OfDomain found, ReadContext context) {
        return context.reader().audit(call.domain(), filter, paging);
    }

    @Override
    public Journal.Sync sync() {
        return Journal.Sync.ALWAYS;
    }
}
