/** The command line: tables for people, {@code --json} for scripts. It knows a server only through its REST API. */
@NullMarked
package io.claviger.cli;

import org.jspecify.annotations.NullMarked;
