package io.claviger.store;

import java.util.Optional;
import java.util.UUID;

/** Ids as callers and leaves write them: 36 characters and nothing else. */
final class IdText {
    private static final int LENGTH = 36;

    private IdText() {}

    static Optional<UUID> parse(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
