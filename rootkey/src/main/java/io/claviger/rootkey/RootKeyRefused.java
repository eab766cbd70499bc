package io.claviger.rootkey;

/** The root key cannot be had; the message is one line for whoever starts the server. */
public final class RootKeyRefused extends RuntimeException {
    RootKeyRefused(String message) {
        super(message);
    }
}
