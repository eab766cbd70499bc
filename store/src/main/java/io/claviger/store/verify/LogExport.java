package io.claviger.store.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.claviger.audit.JournalSeal;
import io.claviger.store.journal.LeafReader;
import io.claviger.store.verify.LogSource.Frame;
import io.claviger.store.verify.LogSource.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a log for others: JSON lines that hold the newest note, every leaf in order, after each seal the frames that it
 * covers, and older checkpoints where they were signed. Nothing is verified on the way.
 */
public final class LogExport {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final LogSource source;
    private final JsonGenerator out;

    private LogExport(LogSource source, JsonGenerator out) {
        this.source = source;
        this.out = out;
    }

    /**
     * Exports what the newest checkpoint of {@code source} covers and all that came after it in rows; frames that no seal
     * covers stay behind.
     *
     * @param file must not be there yet
     * @throws IOException when there is no checkpoint, or a frame cannot be read
     */
    public static void write(LogSource source, Path file) throws IOException {
        Signed newest = source.newest().orElseThrow(() -> new IOException("the log has no checkpoint yet"));
        Files.createFile(file);
        try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                var out = JSON.createGenerator(writer)) {
            out.setRootValueSeparator(null);
            new LogExport(source, out).run(newest);
        }
    }

    private void run(Signed newest) throws IOException {
        out.writeStartObject();
        out.writeStringField("format", ExportSource.FORMAT);
        out.writeNumberField("v", 1);
        signed(newest);
        end();
        for (LogLeaf leaf = source.leaf(); leaf != null; leaf = source.leaf()) {
            leaf(leaf);
            Optional<Signed> older = source.checkpoint(leaf.seq() + 1);
            if (older.isPresent() && older.get().size() != newest.size()) {
                out.writeStartObject();
                signed(older.get());
                end();
            }
        }
    }

    private void signed(Signed checkpoint) throws IOException {
        out.writeNumberField("checkpoint", checkpoint.size());
        out.writeStringField("note", checkpoint.note());
    }

    private void leaf(LogLeaf leaf) throws IOException {
        out.writeStartObject();
        out.writeNumberField("seq", leaf.seq());
        out.writeBinaryField("leaf", leaf.bytes().toArray());
        end();
        if (leaf.seal()) {
            JournalSeal seal = LeafReader.seal(leaf.bytes().toArray());
            for (long number = seal.first(); number <= seal.last(); number++) {
                frame(number, seal.node());
            }
        }
    }

    private void frame(long number, UUID node) throws IOException {
        Frame frame = source.frame(node);
        if (frame == null || frame.number() != number) {
            throw new IOException("frame %d of the journal cannot be read".formatted(number));
        }
        out.writeStartObject();
        out.writeNumberField("frame", number);
        out.writeStringField("node", node.toString());
        out.writeBinaryField("leaf", frame.leaf().toArray());
        end();
    }

    private void end() throws IOException {
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
