/**
 * SQL behind the ports of {@link io.claviger.operation}, on SQLite and on PostgreSQL; nobody else speaks it.
 *
 * <p>{@link io.claviger.store.Tables} says what every row holds and what its seal covers.
 * {@link io.claviger.store.GroupWriter} is the one thread through which everything is written.
 */
@NullMarked
package io.claviger.store;

import org.jspecify.annotations.NullMarked;
