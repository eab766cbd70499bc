/** Who is asking: users, groups, sessions, and how a password is checked. Knows nothing of keys. */
@NullMarked
package io.claviger.identity;

import org.jspecify.annotations.NullMarked;
