/**
 * Claviger, a key manager that follows NIST SP 800-57.
 *
 * <p>Start with {@code io.claviger.operation}: every request ends there. {@link io.claviger.KmsException} says what can go
 * wrong, {@link io.claviger.Problem} how each door answers.
 */
@NullMarked
package io.claviger;

import org.jspecify.annotations.NullMarked;
