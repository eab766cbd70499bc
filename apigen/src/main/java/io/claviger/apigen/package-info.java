/**
 * Makes the records and strict parsers of the REST contract, at build time.
 *
 * <p>Start with {@link io.claviger.apigen.Generate}: it reads openapi.yaml into a {@link
 * io.claviger.apigen.Contract}, turns each
 * object schema into {@link io.claviger.apigen.Field}s, and writes one Java file per schema and one for the
 * routes. The same contract
 * gives the same bytes on every machine.
 */
@NullMarked
package io.claviger.apigen;

import org.jspecify.annotations.NullMarked;
