/** May this caller do this? Pure: no I/O, no clock, the same request gets the same answer. */
@NullMarked
package io.claviger.policy;

import org.jspecify.annotations.NullMarked;
