package io.claviger.store.verify;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param ok true if everything that the newest checkpoint covers is as it was signed
 * @param entries events that were seen, those inside seals and those not covered too; up to the defect, if there is one
 * @param uncovered those of them that came after the newest checkpoint
 * @param firstBad null when {@code ok}
 */
public record Report(
        boolean ok, long entries, long uncovered, @Nullable Defect firstBad) {
    private static final JsonFactory JSON = new JsonFactory();

    /** One object on one line. */
    public String json() {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeBooleanField("ok", ok);
            out.writeNumberField("entries", entries);
            out.writeNumberField("uncovered", uncovered);
            if (firstBad == null) {
                out.writeNullField("firstBad");
            } else {
                out.writeObjectFieldStart("firstBad");
                out.writeNumberField("number", firstBad.number());
                out.writeStringField("place", firstBad.place());
                out.writeStringField("problem", firstBad.problem());
                out.writeEndObject();
            }
            out.writeEndObject();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return text.toString();
    }
}
