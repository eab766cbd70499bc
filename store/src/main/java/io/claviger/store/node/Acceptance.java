package io.claviger.store.node;

import java.util.List;
import java.util.Optional;

/**
 * An operator's word, given on the machine, that a server may go on in spite of a {@link Hold}. It is used once, goes on
 * record with its reason, and covers only what its command names.
 *
 * @param command of the hold, for example {@code accept-rollback}
 * @param operator name of the machine's user who gave it
 * @param reason in his words
 */
public record Acceptance(String command, String operator, String reason) {
    /** Characters of a reason. */
    public static final int MAX_REASON = 300;

    /** @throws IllegalArgumentException when the reason is too long or holds control characters */
    public Acceptance {
        if (reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a reason has at most %d characters and no control characters".formatted(MAX_REASON));
        }
    }

    public boolean covers(Hold hold) {
        return hold.command().equals(command);
    }

    /** Verb of the event on record, for example {@code AcceptRollback}. */
    public String verb() {
        var verb = new StringBuilder();
        for (String word : command.split("-", -1)) {
            verb.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return verb.toString();
    }

    String text() {
        return "%s\n%s\n%s\n".formatted(command, operator, reason);
    }

    static Optional<Acceptance> parse(String text) {
        List<String> lines = text.lines().toList();
        try {
            return lines.size() == 3 && lines.getFirst().startsWith("accept-")
                    ? Optional.of(new Acceptance(lines.get(0), lines.get(1), lines.get(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
