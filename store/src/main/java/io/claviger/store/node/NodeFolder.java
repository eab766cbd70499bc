package io.claviger.store.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * {@code HOME/node}: what belongs to this node alone and is in no backup (design.md §4.9). Here: the newest checkpoint and
 * its public key, where the home lies, from where in the log the clock counts, what an operator has accepted, and
 * which leaves of the log have newer ones.
 */
public final class NodeFolder {
    private static final String NOTE = "checkpoint";
    private static final String KEY = "checkpoint.pub";
    private static final String PLACE = "place";
    private static final String CLOCK = "clock";
    private static final String ACCEPTED = "accepted";
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    /** @param home whose folder {@code node} it is; made when something is first written */
    public NodeFolder(Path home) {
        this.folder = home.resolve("node");
    }

    /** The newest note that this node saw. */
    public Optional<String> note() throws IOException {
        return read(NOTE);
    }

    public void note(String note) throws IOException {
        write(NOTE, note);
    }

    /** Writes the key that checkpoints are verified with, unless it is there already. */
    public void key(String pem) throws IOException {
        if (!read(KEY).equals(Optional.of(pem))) {
            write(KEY, pem);
        }
    }

    /** Where the home lay when it was last accepted. */
    public Optional<Place> place() throws IOException {
        return read(PLACE).flatMap(Place::parse);
    }

    public void place(Place place) throws IOException {
        write(PLACE, place.text());
    }

    /** The log's entries from this number on say how late it is; 0 unless an operator accepted a clock that went back. */
    public long clockCountsFrom() throws IOException {
        try {
            return read(CLOCK).map(text -> Long.parseLong(text.strip())).orElse(0L);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    public void clockCountsFrom(long seq) throws IOException {
        write(CLOCK, seq + "\n");
    }

    /** What an operator has accepted and no server has acted on yet. */
    public Optional<Acceptance> accepted() throws IOException {
        return read(ACCEPTED).flatMap(Acceptance::parse);
    }

    public void accept(Acceptance acceptance) throws IOException {
        write(ACCEPTED, acceptance.text());
    }

    /** It was acted on and is on record, or nothing is to be accepted. */
    public void acceptanceSettled() throws IOException {
        Files.deleteIfExists(folder.resolve(ACCEPTED));
    }

    /** A mark for each leaf of the log that has a newer one about the same object; to be closed. */
    public NodeBits superseded() throws IOException {
        return NodeBits.open(this);
    }

    /** How many leaves of the log the marks are about; 0 without any. */
    public long supersededLeaves() throws IOException {
        return bytes(NodeBits.STEP).map(step -> ByteBuffer.wrap(step).getLong()).orElse(0L);
    }

    /** The log is another one than they are about, which an operator has accepted. */
    public void forgetSuperseded() throws IOException {
        Files.deleteIfExists(folder.resolve(NodeBits.STEP));
        Files.deleteIfExists(folder.resolve(NodeBits.BITS));
    }

    /** Where a file of that name is, or would be. */
    Path file(String name) throws IOException {
        make();
        return folder.resolve(name);
    }

    Optional<byte[]> bytes(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNER_ONLY);
        }
    }

    private Optional<String> read(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_CHARACTERS) {
            throw new IOException("%s is longer than anything written there".formatted(file));
        }
        return Optional.of(Files.readString(file));
    }

    private void write(String name, String text) throws IOException {
        bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file holds the old bytes or the new ones, whenever power fails. */
    void bytes(String name, byte[] bytes) throws IOException {
        make();
        Path unfinished = folder.resolve(name + ".tmp");
        Files.write(unfinished, bytes);
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
