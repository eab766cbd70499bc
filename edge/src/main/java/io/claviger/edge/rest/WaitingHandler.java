package io.claviger.edge.rest;

import io.claviger.KmsException.NotFound;

/** Answers on a virtual thread, in plain blocking style. */
final class WaitingHandler implements RouteHandler {
    /** From a request to its answer. */
    @FunctionalInterface
    interface Work {
        Reply answer(Exchange exchange);
    }

    private final Floors floors;
    private final Work work;

    WaitingHandler(Floors floors, Work work) {
        this.floors = floors;
        this.work = work;
    }

    @Override
    public void handle(Exchange exchange) {
        floors.waiting(() -> answer(exchange));
    }

    private void answer(Exchange exchange) {
        try {
            exchange.sendLater(plusOrSpace(exchange));
        } catch (RuntimeException failure) {
            exchange.refuseLater(failure);
        } catch (Error failure) {
            exchange.refuseLater(new IllegalStateException(failure));
            throw failure;
        }
    }

    /** Some clients write a space in a path as a plus: the literal name comes first, then the one with spaces. */
    private Reply plusOrSpace(Exchange exchange) {
        try {
            return work.answer(exchange);
        } catch (NotFound none) {
            if (exchange.readPlusAsSpace()) {
                return work.answer(exchange);
            }
            throw none;
        }
    }
}
