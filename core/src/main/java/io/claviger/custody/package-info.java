/**
 * The key hierarchy: root key, master KEK, domain KEK, key material (NIST SP 800-57 part 1, section 6.2); and the seals of
 * rows.
 *
 * <p>{@link io.claviger.custody.Custody} is what the rest of the service sees of it. The root key itself lives behind the
 * port {@link io.claviger.custody.RootKey}.
 */
@NullMarked
package io.claviger.custody;

import org.jspecify.annotations.NullMarked;
