/** Certificates of the deployment's own authority (RFC 5280): made here, signed with keys out of custody. */
@NullMarked
package io.claviger.crypto.x509;

import org.jspecify.annotations.NullMarked;
