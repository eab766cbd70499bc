package io.claviger.edge.rest;

import io.claviger.KmsException.Unavailable;
import io.claviger.operation.Answer;
import io.claviger.operation.GetAttributes;
import io.claviger.operation.KeyView;

/** Shows one key: out of memory when it is there, else out of the store. */
final class ReadKeyHandler implements RouteHandler {
    private final RouteHandler fromStore;

    ReadKeyHandler(Floors floors) {
        this.fromStore = new WaitingHandler(floors, exchange -> reply(exchange.run(asked(exchange))));
    }

    @Override
    public void handle(Exchange exchange) {
        if (!exchange.tryFast(asked(exchange), new OnLoop(exchange))) {
            fromStore.handle(exchange);
        }
    }

    private static GetAttributes asked(Exchange exchange) {
        return new GetAttributes(KeyWords.target(exchange));
    }

    private static Reply reply(KeyView view) {
        return KeyWords.reply(200, view);
    }

    private final class OnLoop implements Answer<KeyView> {
        private final Exchange exchange;

        private OnLoop(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void success(KeyView view) {
            try {
                exchange.send(reply(view));
            } catch (RuntimeException failure) {
                exchange.fail(failure);
            }
        }

        /** No wait to come back after means that the key changed meanwhile: the store knows. */
        @Override
        public void failure(RuntimeException why) {
            if (!(why instanceof Unavailable changed) || !changed.retryAfter().isZero()) {
                exchange.fail(why);
                return;
            }
            try {
                fromStore.handle(exchange);
            } catch (Unavailable busy) {
                exchange.fail(busy);
            }
        }
    }
}
