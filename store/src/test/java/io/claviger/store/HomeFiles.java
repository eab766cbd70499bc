package io.claviger.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** What somebody may do to a home who has the machine but no key. */
final class HomeFiles {
    private static final int HEADER = 64;

    private HomeFiles() {}

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (!Files.isDirectory(path)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void sql(Path home, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("db/claviger.db"));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.executeUpdate(sql) == 0) {
                    throw new AssertionError("changed nothing: " + sql);
                }
            }
        }
    }

    static long events(Path home) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("db/claviger.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM event WHERE kind = 'event'")) {
            return row.getLong(1);
        }
    }

    static Path segment(Path home, int number) {
        return home.resolve("journal").resolve("%s-%010d.seg".formatted(LogHome.NODE, number));
    }

    /** Changes the leaves of the frames of a segment; lengths and CRCs are made to fit. */
    interface Rewrite {
        void apply(List<byte[]> leaves);
    }

    static void rewrite(Path segment, Rewrite change) throws IOException {
        byte[] all = Files.readAllBytes(segment);
        ByteBuffer in = ByteBuffer.wrap(all).position(HEADER);
        var leaves = new ArrayList<byte[]>();
        for (int length = in.getInt(in.position()); length != 0; length = in.getInt(in.position())) {
            byte[] leaf = new byte[length];
            in.position(in.position() + 5).get(leaf);
            in.position(in.position() + 4);
            leaves.add(leaf);
        }
        change.apply(leaves);
        var out = new ByteArrayOutputStream();
        out.write(all, 0, HEADER);
        leaves.forEach(leaf -> out.writeBytes(frame(leaf)));
        out.writeBytes(new byte[Math.max(0, all.length - out.size())]);
        Files.write(segment, out.toByteArray());
    }

    private static byte[] frame(byte[] leaf) {
        ByteBuffer frame = ByteBuffer.allocate(leaf.length + 9)
                .putInt(leaf.length)
                .put((byte) 1)
                .put(leaf);
        var crc = new CRC32C();
        crc.update(frame.array(), 0, leaf.length + 5);
        return frame.putInt((int) crc.getValue()).array();
    }

    /** Flips the bits of {@code mask} in one byte. */
    static void flip(Path file, int at, int mask) throws IOException {
        byte[] all = Files.readAllBytes(file);
        all[at] ^= (byte) mask;
        Files.write(file, all);
    }
}
