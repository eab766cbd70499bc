@NullMarked
package io.claviger.crypto.x509;

import org.jspecify.annotations.NullMarked;
