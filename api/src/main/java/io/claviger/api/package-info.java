/**
 * The REST contract: openapi.yaml, and the records, parsers and writers made from it at each build.
 *
 * <p>A request record is read by its {@code parse} from {@link io.claviger.api.JsonReader}; whatever breaks a
 * rule of the contract is a
 * {@link io.claviger.api.BadJson}. In requests null and "" mean absent. Secrets go from the request's bytes into
 * {@link io.claviger.api.SecretValue} and are never a String. A reply record is written by its {@code write} to
 * {@link io.claviger.api.JsonWriter}. {@link io.claviger.api.Routes} lists every operation. All limits are in
 * {@link io.claviger.api.JsonLimits} or in the contract itself.
 */
@NullMarked
package io.claviger.api;

import org.jspecify.annotations.NullMarked;
