/**
 * Algorithms and key material, over JCA. Knows no key life cycle, no caller and no I/O.
 *
 * <p>Secrets rest in {@link io.claviger.crypto.SecretBytes}; what JCA must have as heap copies is made here and
 * nowhere above. A {@link io.claviger.crypto.ReadyKey} is a key parsed once and used many times; {@link
 * io.claviger.crypto.Providers} is the one table of who computes what. Randomness is passed in.
 */
@NullMarked
package io.claviger.crypto;

import org.jspecify.annotations.NullMarked;
