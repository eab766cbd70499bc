/**
 * The REST door: HTTP in, operations through the corridor, JSON out.
 *
 * <p>A request is matched by {@link io.claviger.edge.rest.Router}, its caller known by
 * {@link io.claviger.edge.rest.Authentication}, and handled by what {@link io.claviger.edge.rest.RouteTable} names. The
 * classes called Words translate between the contract's records and operations; they decide nothing.
 */
@NullMarked
package io.claviger.edge.rest;

import org.jspecify.annotations.NullMarked;
