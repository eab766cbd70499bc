/**
 * Configuration, wiring by hand, life cycle, and main.
 *
 * <p>{@link io.claviger.server.Server} is the composition root: it reads from top to bottom as the server starts.
 */
@NullMarked
package io.claviger.server;

import org.jspecify.annotations.NullMarked;
