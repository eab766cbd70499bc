package io.claviger.edge.rest;

import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;

/**
 * Where requests go.
 *
 * @param refusals where those are counted that come from nobody known
 * @param bodies what all bodies together may take
 */
record Corridor(OperationRunner runner, RefusalTally refusals, BodyBudget bodies) {}
