package io.claviger.edge.rest;

/** The same answer for everybody, made once. */
final class FixedReply implements RouteHandler {
    private final Reply reply;

    FixedReply(Reply reply) {
        this.reply = reply;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.send(reply);
    }
}
