/** Where the root key lives: a file of its own, or a passphrase in somebody's head. */
@NullMarked
package io.claviger.rootkey;

import org.jspecify.annotations.NullMarked;
