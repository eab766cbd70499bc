/**
 * What happened, so that nobody can later make it look otherwise (NIST SP 800-57 part 1, section 9.4).
 *
 * <p>One log for a deployment, an RFC 9162 Merkle tree. A change writes its {@link io.claviger.audit.AuditLeaf} in its own
 * transaction; uses, reads and refusals go to the node's {@link io.claviger.audit.Journal}, whose
 * {@link io.claviger.audit.JournalSeal}s become leaves too. docs/reference/audit-format.md has every byte of it.
 */
@NullMarked
package io.claviger.audit;

import org.jspecify.annotations.NullMarked;
