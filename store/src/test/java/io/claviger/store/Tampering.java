package io.claviger.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Something that is done to a home.
 *
 * @param place how the place begins at which it must be found
 */
record Tampering(String name, String place, With with) {
    interface With {
        void apply(Path home) throws Exception;
    }

    private static Tampering sql(String name, String place, String... statements) {
        return new Tampering(name, place, home -> HomeFiles.sql(home, statements));
    }

    private static Tampering frames(String name, int segment, String place, HomeFiles.Rewrite change) {
        return new Tampering(name, place, home -> HomeFiles.rewrite(HomeFiles.segment(home, segment), change));
    }

    static List<Tampering> rows(Path early) {
        String anEvent = " WHERE seq = (SELECT MAX(seq) FROM event WHERE kind = 'event')";
        String aSeal = " WHERE seq = (SELECT MIN(seq) FROM event WHERE kind = 'seal')";
        String altered = "CAST(replace(CAST(leaf AS TEXT), 'success', 'denied') AS BLOB)";
        return List.of(
                sql("row deleted", "tree/3", "DELETE FROM event WHERE seq = 3"),
                sql(
                        "row deleted and the others moved up",
                        "tree/",
                        "DELETE FROM event WHERE seq = 3",
                        "UPDATE event SET seq = seq - 1000000 WHERE seq > 3",
                        "UPDATE event SET seq = seq + 999999 WHERE seq < 0",
                        "UPDATE seal_index SET seal = seal - 1"),
                sql("first row deleted", "tree/0", "DELETE FROM event WHERE seq = 0"),
                sql("last row deleted", "tree/", "DELETE FROM event WHERE seq = (SELECT MAX(seq) FROM event)"),
                sql("rows truncated", "tree/8", "DELETE FROM event WHERE seq >= 8"),
                sql("leaf altered", "tree/", "UPDATE event SET leaf = " + altered + anEvent),
                sql(
                        "leaf and column altered",
                        "tree/",
                        "UPDATE event SET outcome = 'denied', leaf = " + altered + anEvent),
                sql("leaf emptied", "tree/", "UPDATE event SET leaf = x''" + anEvent),
                sql("leaf with a space more", "tree/", "UPDATE event SET leaf = leaf || ' '" + anEvent),
                sql("column at", "tree/", "UPDATE event SET at = at + 1" + anEvent),
                sql("column actor", "tree/", "UPDATE event SET actor = NULL" + anEvent),
                sql("column op", "tree/", "UPDATE event SET op = 'Encrypt'" + anEvent),
                sql("column target", "tree/", "UPDATE event SET target = zeroblob(16)" + anEvent),
                sql("column outcome", "tree/", "UPDATE event SET outcome = 'denied'" + anEvent),
                sql("column source", "tree/", "UPDATE event SET source = '10.0.0.1'" + anEvent),
                sql("column request", "tree/", "UPDATE event SET request = zeroblob(16)" + anEvent),
                sql("column domain", "tree/", "UPDATE event SET domain = zeroblob(16)" + anEvent),
                sql("column kind", "tree/", "UPDATE event SET kind = 'seal'" + anEvent),
                sql("column at of a seal", "tree/", "UPDATE event SET at = at - 1" + aSeal),
                sql("column target of a seal", "tree/", "UPDATE event SET target = zeroblob(16)" + aSeal),
                sql(
                        "row inserted",
                        "tree/",
                        "UPDATE event SET seq = seq + 1000000 WHERE seq >= 6",
                        "UPDATE event SET seq = seq - 999999 WHERE seq > 1000000",
                        "INSERT INTO event SELECT 6, kind, domain, at, actor, op, target, outcome, source, request, leaf, mac"
                                + " FROM event WHERE seq = 5",
                        "UPDATE seal_index SET seal = seal + 1"),
                sql(
                        "rows swapped",
                        "tree/",
                        "UPDATE event SET seq = -1 WHERE seq = 4",
                        "UPDATE event SET seq = 4 WHERE seq = 5",
                        "UPDATE event SET seq = 5 WHERE seq = -1"),
                sql("seal deleted", "tree/", "DELETE FROM event" + aSeal),
                sql(
                        "seal altered",
                        "tree/",
                        "UPDATE event SET leaf = CAST(replace(CAST(leaf AS TEXT), '\"first\":1,', '\"first\":2,') AS BLOB)"
                                + aSeal),
                sql("index line deleted", "tree/", "DELETE FROM seal_index WHERE op = 'Sign'"),
                sql("index line altered", "tree/", "UPDATE seal_index SET n = n + 1 WHERE op = 'Sign'"),
                sql("index line with other items", "tree/", "UPDATE seal_index SET items = 9 WHERE op = 'Sign'"),
                sql(
                        "index line inserted",
                        "tree/",
                        "INSERT INTO seal_index SELECT domain, seal, target, actor, 'Create', outcome, n, items, first_at,"
                                + " last_at FROM seal_index WHERE op = 'Mac'"),
                sql(
                        "index line for no seal",
                        "tree/2",
                        "INSERT INTO seal_index SELECT domain, 2, target, actor, op, outcome, n, items, first_at, last_at"
                                + " FROM seal_index WHERE op = 'Mac'"),
                sql(
                        "newest checkpoint deleted",
                        "checkpoint/",
                        "DELETE FROM checkpoint WHERE size =" + " (SELECT MAX(size) FROM checkpoint)"),
                sql("checkpoints deleted", "checkpoint/0", "DELETE FROM checkpoint"),
                sql(
                        "newest checkpoint altered",
                        "checkpoint/",
                        "UPDATE checkpoint SET note = replace(note, 'a', 'b')"
                                + " WHERE size = (SELECT MAX(size) FROM checkpoint)"),
                sql(
                        "older checkpoint altered",
                        "checkpoint/",
                        "UPDATE checkpoint SET note = replace(note, '=', '==')"
                                + " WHERE size = (SELECT MIN(size) FROM checkpoint)"),
                sql(
                        "checkpoint of another size",
                        "checkpoint/",
                        "UPDATE checkpoint SET size = size + 1" + " WHERE size = (SELECT MIN(size) FROM checkpoint)"),
                sql("edge altered", "checkpoint/", "UPDATE checkpoint SET edge = zeroblob(length(edge))"),
                new Tampering(
                        "database rolled back",
                        "tree/",
                        home -> HomeFiles.copy(early.resolve("db"), home.resolve("db"))),
                new Tampering("database and journal rolled back", "tree/", home -> {
                    HomeFiles.copy(early.resolve("db"), home.resolve("db"));
                    HomeFiles.copy(early.resolve("journal"), home.resolve("journal"));
                }),
                new Tampering(
                        "own note deleted", "node/checkpoint", home -> Files.delete(home.resolve("node/checkpoint"))),
                new Tampering(
                        "own note altered",
                        "node/checkpoint",
                        home -> HomeFiles.flip(home.resolve("node/checkpoint"), 60, 1)));
    }

    static List<Tampering> frames(Path early) {
        return List.of(
                frames("frame altered", 1, "journal/1", leaves -> leaves.set(1, leaves.get(0))),
                frames("frame with another outcome", 1, "journal/1", leaves -> leaves.set(1, denied(leaves.get(1)))),
                frames("frame deleted", 1, "journal/", leaves -> leaves.remove(2)),
                frames("frame inserted", 1, "journal/1", leaves -> leaves.add(2, leaves.get(2))),
                frames("frames swapped", 1, "journal/1", leaves -> leaves.add(3, leaves.remove(4))),
                frames("last frame deleted", 2, "journal/", List::removeLast),
                frames(
                        "frames truncated",
                        2,
                        "journal/",
                        leaves -> leaves.subList(1, leaves.size()).clear()),
                frames("frame that is no event", 1, "journal/2", leaves -> leaves.set(1, new byte[] {'{', '}'})),
                flipped("bit of a leaf", 1, 200, 1, "journal/1"),
                flipped("type of a frame", 1, 68, 2, "journal/1"),
                flipped("length of a frame", 1, 67, 4, "journal/1"),
                flipped("header of a segment", 2, 45, 1, "journal/" + LogHome.NODE),
                flipped("byte after the last frame", 1, LogHome.SEGMENT - 1, 1, "journal/" + LogHome.NODE),
                new Tampering("length zeroed", "journal/" + LogHome.NODE, home -> {
                    byte[] all = Files.readAllBytes(HomeFiles.segment(home, 1));
                    Arrays.fill(all, 64, 68, (byte) 0);
                    Files.write(HomeFiles.segment(home, 1), all);
                }),
                new Tampering("first segment deleted", "journal/1", home -> Files.delete(HomeFiles.segment(home, 1))),
                new Tampering("last segment deleted", "journal/", home -> Files.delete(HomeFiles.segment(home, 2))),
                new Tampering("all segments deleted", "journal/1", home -> {
                    Files.delete(HomeFiles.segment(home, 1));
                    Files.delete(HomeFiles.segment(home, 2));
                }),
                new Tampering("segment cut short", "journal/", home -> {
                    byte[] all = Files.readAllBytes(HomeFiles.segment(home, 1));
                    Files.write(HomeFiles.segment(home, 1), Arrays.copyOf(all, all.length - 1));
                }),
                new Tampering("segments exchanged", "journal/", home -> {
                    byte[] first = Files.readAllBytes(HomeFiles.segment(home, 1));
                    Files.copy(
                            HomeFiles.segment(home, 2),
                            HomeFiles.segment(home, 1),
                            StandardCopyOption.REPLACE_EXISTING);
                    Files.write(HomeFiles.segment(home, 2), first);
                }),
                new Tampering(
                        "something in a spare",
                        "journal/" + LogHome.NODE,
                        home -> HomeFiles.flip(
                                home.resolve("journal/%s-%010d.spare".formatted(LogHome.NODE, 3)), 1000, 1)),
                new Tampering("journal rolled back", "journal/", home -> {
                    HomeFiles.copy(early.resolve("journal"), home.resolve("journal"));
                    Files.delete(HomeFiles.segment(home, 2));
                }));
    }

    private static Tampering flipped(String name, int segment, int at, int mask, String place) {
        return new Tampering(name, place, home -> HomeFiles.flip(HomeFiles.segment(home, segment), at, mask));
    }

    private static byte[] denied(byte[] leaf) {
        return new String(leaf, StandardCharsets.UTF_8)
                .replace("success", "refused")
                .replace("denied", "success")
                .getBytes(StandardCharsets.UTF_8);
    }
}
