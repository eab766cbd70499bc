package io.claviger.edge.rest;

import io.claviger.operation.OperationRunner;
import io.claviger.operation.RefusalTally;

/** Where requests go, and where those are counted that come from nobody known. */
record Corridor(OperationRunner runner, RefusalTally refusals) {}
