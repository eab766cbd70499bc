package io.claviger.edge.rest;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How ids are written on the wire; those of users carry the connection that knows them. */
final class IdText {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String LOCAL = AccessTokens.SUBJECT_PREFIX;

    private IdText() {}

    static String user(UUID id) {
        return LOCAL + id;
    }

    /** Empty when it is not the id of a user. */
    static Optional<UUID> user(String text) {
        return text.startsWith(LOCAL) ? uuid(text.substring(LOCAL.length())) : Optional.empty();
    }

    /** Only the full form: {@link UUID#fromString} takes shorter ones, which would be a second name for an id. */
    static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
