/**
 * The node's journal: where uses, reads and refusals go on record before they are answered.
 *
 * <p>{@link io.claviger.store.journal.FileJournal} is the port {@link io.claviger.audit.Journal} over files of this node's
 * own disk. docs/reference/audit-format.md has every byte of them.
 */
@NullMarked
package io.claviger.store.journal;

import org.jspecify.annotations.NullMarked;
