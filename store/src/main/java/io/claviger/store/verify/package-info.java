/**
 * Proves what a log says, for people who hold no key but the one that verifies checkpoints.
 *
 * <p>{@link io.claviger.store.verify.LogVerifier} walks a {@link io.claviger.store.verify.LogSource}: a home, running or
 * not, or an export. docs/reference/audit-format.md says what each check proves.
 */
@NullMarked
package io.claviger.store.verify;

import org.jspecify.annotations.NullMarked;
