package io.claviger.cli;

/** The command cannot be carried out as it was given; the message says what would be right. */
final class Usage extends RuntimeException {
    Usage(String message) {
        super(message);
    }
}
