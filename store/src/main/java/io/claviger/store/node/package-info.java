/** What a node keeps on its own disk, beside the database: the only witness of a database that was put back. */
@NullMarked
package io.claviger.store.node;

import org.jspecify.annotations.NullMarked;
