@NullMarked
package io.claviger.crypto;

import org.jspecify.annotations.NullMarked;
