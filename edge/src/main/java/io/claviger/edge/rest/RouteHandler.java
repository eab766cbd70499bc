package io.claviger.edge.rest;

/** What is done with a request once its caller is known and its body is there. */
@FunctionalInterface
interface RouteHandler {
    /** On the event loop: must not wait. A failure thrown here is answered and put on record. */
    void handle(Exchange exchange);
}
