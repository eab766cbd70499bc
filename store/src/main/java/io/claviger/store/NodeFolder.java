package io.claviger.store;

import io.claviger.store.verify.CheckpointKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** {@code HOME/node}: what belongs to this node alone and is in no backup. Here, the newest checkpoint and its public key. */
final class NodeFolder {
    private static final String NOTE = "checkpoint";
    private static final String KEY = "checkpoint.pub";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    NodeFolder(Path folder) {
        this.folder = folder;
    }

    /** The newest note that this node saw. */
    Optional<String> note() throws IOException {
        Path note = folder.resolve(NOTE);
        return Files.exists(note) ? Optional.of(Files.readString(note)) : Optional.empty();
    }

    void note(String note) throws IOException {
        write(NOTE, note);
    }

    /** Writes the key, unless it is there already. */
    void key(CheckpointKey key) throws IOException {
        Path file = folder.resolve(KEY);
        if (!Files.exists(file) || !Files.readString(file).equals(key.pem())) {
            write(KEY, key.pem());
        }
    }

    /** The file holds the old text or the new one, whenever power fails. */
    private void write(String name, String text) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNER_ONLY);
        }
        Path unfinished = folder.resolve(name + ".tmp");
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
