/**
 * What a key is and where it stands in its life (NIST SP 800-57 part 1, sections 5 to 8).
 *
 * <p>Start with {@link io.claviger.key.KeyDates}: state is a function of dates and time, and every transition is a method
 * there. {@link io.claviger.key.Key} is what all versions share, {@link io.claviger.key.KeyVersion} what each has of its own.
 */
@NullMarked
package io.claviger.key;

import org.jspecify.annotations.NullMarked;
