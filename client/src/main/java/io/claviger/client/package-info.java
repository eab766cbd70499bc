/** A client of the REST API: one connection, JSON in and out, failures as {@link io.claviger.client.ApiFailure}. */
@NullMarked
package io.claviger.client;

import org.jspecify.annotations.NullMarked;
