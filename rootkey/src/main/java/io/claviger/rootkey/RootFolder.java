package io.claviger.rootkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder {@code HOME/root}: for its owner alone, and so is every file in it. In no backup. */
final class RootFolder {
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    RootFolder(Path folder) {
        this.folder = folder;
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws RootKeyRefused when others than the owner may read it */
    byte[] read(String name) {
        Path file = folder.resolve(name);
        try {
            requireOwnerOnly(folder);
            requireOwnerOnly(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RootKeyRefused("cannot read " + file);
        }
    }

    /** Durable when it returns. */
    void write(String name, byte[] content) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
            Path fresh = folder.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (FileChannel out = FileChannel.open(fresh, options, PosixFilePermissions.asFileAttribute(OWNER_FILE))) {
                out.write(ByteBuffer.wrap(content));
                out.force(true);
            }
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
        }
    }

    private static void requireOwnerOnly(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        boolean shared = permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER"));
        if (shared || Files.isSymbolicLink(path)) {
            throw new RootKeyRefused(
                    "%s may be read by others; make it yours alone: chmod go= %s".formatted(path, path));
        }
    }
}
