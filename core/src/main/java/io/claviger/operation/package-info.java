/**
 * What the service does, one file per operation, by the names of KMIP.
 *
 * <p>Every request, from any door, ends in {@link io.claviger.operation.OperationRunner}: find the object for this caller and
 * this operation, decide, perform, go on record, answer. An operation is a record of what was asked plus how it is done; it
 * never checks permission and never opens a transaction.
 *
 * <p>To add one: write its record, name it in the {@code permits} of its kind, then follow the compiler: to
 * {@link io.claviger.operation.RequiredActions}, and to the doors.
 */
@NullMarked
package io.claviger.operation;

import org.jspecify.annotations.NullMarked;
