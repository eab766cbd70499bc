package io.claviger.edge.rest;

import io.claviger.KmsException.Unavailable;
import io.claviger.operation.Answer;
import io.claviger.operation.Operation;
import io.claviger.operation.OperationRunner;

/**
 * Answers a use of a key: on the event loop when the key is in memory and the work is light, else where it belongs.
 *
 * @param <U> the operation
 * @param <R> its result
 */
abstract class UseHandler<U extends Operation.Use<R>, R> implements RouteHandler {
    private final OperationRunner runner;
    private final Floors floors;
    private final boolean mayBeHeavy;

    /** @param mayBeHeavy whether some kind of key makes this too much for an event loop */
    UseHandler(OperationRunner runner, Floors floors, boolean mayBeHeavy) {
        this.runner = runner;
        this.floors = floors;
        this.mayBeHeavy = mayBeHeavy;
    }

    /** The operation that is asked for. */
    abstract U ask(Exchange exchange);

    /** The answer to it. */
    abstract Reply tell(U use, R result);

    /** Wipes what the operation holds, once it is answered. */
    abstract void forget(U use);

    @Override
    public final void handle(Exchange exchange) {
        if (exchange.body().length > EdgeLimits.LOOP_BODY) {
            floors.heavy(() -> whole(exchange));
            return;
        }
        U use = ask(exchange);
        if (!exchange.tryFast(use, new OnLoop(exchange, use))) {
            elsewhere(exchange, use);
        }
    }

    private void elsewhere(Exchange exchange, U use) {
        try {
            if (!mayBeHeavy) {
                floors.waiting(() -> finish(exchange, use));
            } else if (runner.inMemory(exchange.call(), use)) {
                floors.heavy(() -> finish(exchange, use));
            } else {
                floors.waiting(() -> loadAndFinish(exchange, use));
            }
        } catch (Unavailable busy) {
            forget(use);
            exchange.fail(busy);
        }
    }

    private void whole(Exchange exchange) {
        U use;
        try {
            use = ask(exchange);
        } catch (RuntimeException failure) {
            exchange.refuseLater(failure);
            return;
        }
        finish(exchange, use);
    }

    /** Waiting for the store is for a virtual thread, computing is not. */
    private void loadAndFinish(Exchange exchange, U use) {
        try {
            runner.load(exchange.call(), use);
            floors.heavy(() -> finish(exchange, use));
        } catch (RuntimeException failure) {
            forget(use);
            exchange.refuseLater(failure);
        }
    }

    private void finish(Exchange exchange, U use) {
        try {
            exchange.sendLater(tell(use, exchange.run(use)));
        } catch (RuntimeException failure) {
            exchange.refuseLater(failure);
        } finally {
            forget(use);
        }
    }

    private final class OnLoop implements Answer<R> {
        private final Exchange exchange;
        private final U use;

        private OnLoop(Exchange exchange, U use) {
            this.exchange = exchange;
            this.use = use;
        }

        @Override
        public void success(R result) {
            try {
                exchange.send(tell(use, result));
            } catch (RuntimeException failure) {
                exchange.fail(failure);
            } finally {
                forget(use);
            }
        }

        /** No wait to come back after means that the key changed under the use: it is worth one more try. */
        @Override
        public void failure(RuntimeException why) {
            if (why instanceof Unavailable changed && changed.retryAfter().isZero()) {
                elsewhere(exchange, use);
                return;
            }
            forget(use);
            exchange.fail(why);
        }
    }
}
