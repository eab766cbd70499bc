package io.claviger.operation;

import io.claviger.audit.AuditEvent;

/**
 * An event of the log.
 *
 * @param place where it stands: {@code tree/<index>} or {@code journal/<number>}
 */
public record AuditRecord(String place, AuditEvent event) {}
