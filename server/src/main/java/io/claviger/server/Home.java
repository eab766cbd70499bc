package io.claviger.server;

import io.claviger.store.journal.SegmentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The folder that a server lives in, locked for one. All that is secret in it is for its owner alone. */
final class Home implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> SECRET =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Home(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** @throws Refused when another server has it, or it cannot be written */
    static Home open(Path path) {
        try {
            Files.createDirectories(path);
            Files.createDirectories(path.resolve("node"), FOLDER);
            Files.createDirectories(path.resolve("db"), FOLDER);
            Files.createDirectories(path.resolve("journal"), FOLDER);
            var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileChannel file = FileChannel.open(path.resolve("node/lock"), options, SECRET);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw inUse(path);
            }
            return new Home(path, file, lock);
        } catch (OverlappingFileLockException here) {
            throw inUse(path);
        } catch (IOException e) {
            throw new Refused("the home folder %s cannot be written: %s".formatted(path, e.getMessage()));
        }
    }

    private static Refused inUse(Path path) {
        return new Refused("another server runs on the home folder %s".formatted(path));
    }

    Path path() {
        return path;
    }

    Path database() {
        return path.resolve("db/claviger.db");
    }

    /** Whether a first start has been here: its root key is. */
    boolean founded() {
        return Files.exists(root());
    }

    Path journal() {
        return path.resolve("journal");
    }

    Path root() {
        return path.resolve("root");
    }

    Path node() {
        return path.resolve("node");
    }

    /** Says where the rows are when they are not in this home: for the command line, which reads the log with it. */
    Path elsewhere() {
        return node().resolve("store");
    }

    Path authority() {
        return path.resolve("ca.pem");
    }

    Path initialPassword() {
        return path.resolve("initial-admin-password");
    }

    Path run() {
        return path.resolve("run.json");
    }

    /** Of this node; made once. A home that came from a backup has none, but the journal that its node wrote. */
    UUID nodeId(Supplier<UUID> fresh) {
        Path file = node().resolve("id");
        try {
            if (!Files.exists(file)) {
                List<SegmentFile> written = SegmentFile.segments(journal());
                UUID id = written.isEmpty() ? fresh.get() : written.getLast().node();
                write(file, id.toString().getBytes(StandardCharsets.US_ASCII), true);
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused("the node's id in %s cannot be read".formatted(file));
        }
    }

    /** Written whole or not at all, and durable. */
    void write(Path file, byte[] content, boolean secret) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] attributes = secret ? new FileAttribute<?>[] {SECRET} : new FileAttribute<?>[0];
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel out = FileChannel.open(fresh, options, attributes)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** For scripts: where this server listens. */
    void announce(Running running) {
        write(run(), running.json().getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * @param kmipPort and {@code metricsPort} null until something listens there
     * @param serving why only health is served, for example {@code rolled-back}; null and left out when everything is
     */
    record Running(
            long pid,
            int port,
            @Nullable Integer kmipPort,
            @Nullable Integer metricsPort,
            String caSha256,
            String version,
            @Nullable String serving) {
        String json() {
            String held = serving == null ? "" : ",\"serving\":\"%s\"".formatted(serving);
            return """
                    {"pid":%d,"port":%d,"kmipPort":%s,"metricsPort":%s,"caSha256":"%s","version":"%s"%s}
                    """.formatted(pid, port, kmipPort, metricsPort, caSha256, version, held);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
