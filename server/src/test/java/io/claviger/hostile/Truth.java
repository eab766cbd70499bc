package io.claviger.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.hostile.Questions.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What a home that nobody touched answers, and whether another answer is that or a refusal. */
@NullMarked
final class Truth {
    private final Map<String, Reply> answers;
    /** Fields that are new each time, by question: tokens, ciphertexts. */
    private final Set<String> changing = new HashSet<>();

    /** @param again the same questions, asked once more */
    Truth(Map<String, Reply> answers, Map<String, Reply> again) {
        this.answers = answers;
        answers.forEach((question, reply) -> reply.fields().forEach((field, value) -> {
            if (!value.equals(reply(again, question).fields().get(field))) {
                changing.add(question + field);
            }
        }));
    }

    Reply of(String question) {
        return reply(answers, question);
    }

    private static Reply reply(Map<String, Reply> replies, String question) {
        return Objects.requireNonNull(replies.get(question), question);
    }

    Set<String> questions() {
        return answers.keySet();
    }

    /**
     * What is neither true nor a refusal.
     *
     * @param listsMayLack true if rows may be missing from lists of what is no sealed set
     */
    List<String> lies(Map<String, Reply> asked, boolean listsMayLack) {
        var lies = new ArrayList<String>();
        asked.forEach((question, reply) -> {
            if (!reply.refused() && !trueTo(question, reply, listsMayLack)) {
                lies.add("%s: %d %s %s".formatted(question, reply.status(), reply.fields(), reply.items()));
            }
        });
        return lies;
    }

    private boolean trueTo(String question, Reply reply, boolean mayLack) {
        Reply truth = of(question);
        if (truth.status() != reply.status()) {
            return false;
        }
        if (question.startsWith("list ")) {
            List<JsonNode> items = new ArrayList<>(truth.items());
            boolean noneInvented = reply.items().stream().allMatch(items::remove);
            return noneInvented && (mayLack || items.isEmpty());
        }
        var fields = new HashSet<>(truth.fields().keySet());
        fields.addAll(reply.fields().keySet());
        return truth.items().equals(reply.items())
                && fields.stream()
                        .filter(field -> !changing.contains(question + field))
                        .allMatch(field -> truth.fields()
                                .getOrDefault(field, "")
                                .equals(reply.fields().getOrDefault(field, "")));
    }
}
