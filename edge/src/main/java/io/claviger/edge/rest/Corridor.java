package io.claviger.edge.rest;

import io.claviger.operation.OperationRunner;

/**
 * Where requests go.
 *
 * @param strangers refuses those whom nobody knows
 * @param bodies what all bodies together may take
 */
record Corridor(OperationRunner runner, Strangers strangers, BodyBudget bodies) {}
