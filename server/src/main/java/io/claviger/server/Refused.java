package io.claviger.server;

/** The server does not start; the message is the one line that says why and what to do. */
final class Refused extends RuntimeException {
    Refused(String message) {
        super(message);
    }
}
