/** Tests of the REST door without a store. */
@NullMarked
package io.claviger.edge.rest;

import org.jspecify.annotations.NullMarked;
