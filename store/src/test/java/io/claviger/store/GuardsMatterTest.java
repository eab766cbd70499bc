package io.claviger.store;

import static io.claviger.operation.TestWorld.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.custody.RowSeal;
import io.claviger.identity.Principal;
import io.claviger.key.KeyRef;
import io.claviger.operation.Call;
import io.claviger.operation.Destroy;
import io.claviger.operation.ReKey;
import io.claviger.operation.RefreshToken;
import io.claviger.operation.RevokeToken;
import io.claviger.operation.SignIn;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With one guard taken away, some edit of every table that it guards becomes an answer; with all of them, none does. */
class GuardsMatterTest {
    /** Ends a transaction, so that the next edit finds everything as it was. */
    private static final class Undo extends RuntimeException {}

    @TempDir
    private Path folder;

    private SqlGround ground;
    private TestWorld world;

    @BeforeEach
    void oneOfEverything() {
        var clock = new TestClock();
        ground = new SqlGround(Database.sqlite(folder.resolve("a.db")), clock, new Ids(clock, TestWorld.RANDOM));
        SqlGround opened = ground;
        world = new TestWorld((_, _) -> opened, clock);
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");
        world.runner.run(new Call(alice, world.ids.next(), "once"), new ReKey(named("payroll")));
        Principal stranger = Principal.stranger(RootDomain.ID, "10.0.0.1");
        var signedIn = world.as(stranger, new SignIn("alice", TestWorld.secret("correct horse alice"), null, null));
        world.as(alice, new RevokeToken(RefreshToken.text(signedIn.session(), signedIn.nonce(), ground.systemKeys())));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSealThatAlwaysSaysYesBelievesEveryTable() throws Exception {
        RowSeal yes = yes(ground.custody());
        for (Table table : sealedTables()) {
            undone(session -> {
                List<String> truth = text(session.rows().list(table, ""));
                String column = table.columns().getLast().name();
                session.sql().update("UPDATE %s SET %s = %s".formatted(table.name(), column, other(table)));

                assertThatThrownBy(() -> session.rows().list(table, ""))
                        .as(table.name())
                        .isInstanceOf(Broken.class);
                assertThat(text(new SealedRows(session.sql(), yes).list(table, "")))
                        .as(table.name())
                        .hasSameSizeAs(truth)
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(truth);
            });
        }
    }

    @Test
    void aSetThatIsNotComparedWithItsHeadBelievesOldRowsOfEverySet() {
        for (Table table : Tables.SETS) {
            undone(session -> {
                Row was = putBackOlder(session, table);

                assertThatThrownBy(() -> new SealedSets(RootDomain.ID).load(session.rows()))
                        .as(table.name())
                        .isInstanceOf(Broken.class);
                assertThat(session.rows()
                                .find(table, keys(was))
                                .orElseThrow()
                                .row()
                                .value(was.table().keys() - 1))
                        .as(table.name())
                        .isEqualTo(was.value(was.table().keys() - 1));
            });
        }
    }

    @Test
    void withoutTheComparisonWithTheNewestLeafOldRowsAreAnswers() {
        record Asked(Table table, Function<SqlReader, ?> question) {}
        UUID session = ground.store().log(s -> one(s, Tables.SESSION).row().uuid("id"));
        var key = KeyRef.name("payroll");
        for (var asked : List.of(
                new Asked(
                        Tables.KEY_VERSION,
                        reader -> reader.key(RootDomain.ID, key).orElseThrow().version()),
                new Asked(
                        Tables.MANAGED_KEY,
                        reader -> reader.key(RootDomain.ID, key).orElseThrow().key()),
                new Asked(
                        Tables.SESSION,
                        reader -> reader.session(RootDomain.ID, session).orElseThrow()))) {
            undone(s -> {
                Object truth = asked.question().apply(reader(s, s.newest()));
                putBackOlder(s, asked.table());

                assertThatThrownBy(() -> asked.question().apply(reader(s, s.newest())))
                        .as(asked.table().name())
                        .isInstanceOf(Broken.class);
                assertThat(asked.question().apply(reader(s, believesAll(s))))
                        .as(asked.table().name())
                        .isNotEqualTo(truth);
            });
        }
        undone(s -> {
            Row older = putBackOlder(s, Tables.SET_HEAD);
            SealedRows.Checked head =
                    s.rows().find(Tables.SET_HEAD, keys(older)).orElseThrow();
            assertThatThrownBy(() -> s.newest().require(head.row().uuid("id"), head))
                    .isInstanceOf(Broken.class);
        });
    }

    @Test
    void withoutTheMarksOfSupersededLeavesAHiddenOneIsNotMissed() {
        ground.store().log(s -> s.sql().update("CREATE TABLE kept AS SELECT * FROM key_version WHERE number = 1"));
        world.as(world.principal("alice"), new Destroy(named("payroll")));
        var key = KeyRef.name("payroll");
        undone(session -> {
            session.sql().update("DELETE FROM key_version WHERE number = 1");
            session.sql().update("INSERT INTO key_version SELECT * FROM kept");
            session.sql()
                    .update(
                            "UPDATE event SET target = NULL WHERE seq = (SELECT MAX(seq) FROM event WHERE target = (SELECT id FROM kept))");

            assertThatThrownBy(() -> reader(session, session.newest()).key(RootDomain.ID, key))
                    .isInstanceOf(Broken.class);
            var forgetful = new NewestLeaves(session.sql(), ground.custody(), new SupersededLeaves(), Long.MAX_VALUE);
            assertThat(reader(session, forgetful)
                            .key(RootDomain.ID, key)
                            .orElseThrow()
                            .version()
                            .material())
                    .isNotNull();
        });
    }

    /** A new table must be guarded too, or say here why it need not be. */
    @Test
    void everyTableOfTheSchemaHasAGuard() throws Exception {
        var guarded = new ArrayList<>(List.of(
                "key_label",
                "key_permission", // the digest of parts in the key's row
                "event", // its MAC, the marks, the tree
                "seal_index",
                "checkpoint", // the scrub; a checkpoint is signed
                "due", // names an object alone, and the work compares with what is true
                "schema_history", // decides only what the migration does
                "sqlite_sequence"));
        sealedTables().forEach(table -> guarded.add(table.name()));
        List<String> tables = ground.store()
                .log(s -> s.sql().list("SELECT name FROM sqlite_master WHERE type = 'table'", row -> row.getString(1)));
        assertThat(guarded).containsAll(tables);
    }

    /** An older row, as true as it was: another value in its last column, under a seal that holds. */
    private Row putBackOlder(SqlSession session, Table table) {
        Row row = one(session, table).row();
        int last = table.columns().size() - 1;
        var values = new @Nullable Object[last + 1];
        for (int i = 0; i <= last; i++) {
            values[i] = row.value(i);
        }
        values[last] = values[last] instanceof Long number ? (Object) (number + 1) : new UUID(5, 5);
        session.rows().delete(table, keys(row));
        Row older = Row.read(table, values);
        session.rows().insert(older);
        return older;
    }

    private static List<String> text(List<SealedRows.Checked> rows) {
        return rows.stream()
                .map(row -> IntStream.range(0, row.row().table().columns().size())
                        .mapToObj(i -> String.valueOf(row.row().value(i)))
                        .collect(Collectors.joining("|")))
                .toList();
    }

    private static SealedRows.Checked one(SqlSession session, Table table) {
        String which = table.name().equals("key_version") ? "WHERE number = 1" : "ORDER BY 1, 2 LIMIT 1";
        return session.rows().list(table, which).getFirst();
    }

    private static @Nullable Object[] keys(Row row) {
        var keys = new @Nullable Object[row.table().keys()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = row.value(i);
        }
        return keys;
    }

    private static String other(Table table) {
        Column last = table.columns().getLast();
        return last.type() == Column.Type.INTEGER ? last.name() + " + 1" : "x'" + "05".repeat(16) + "'";
    }

    private static List<Table> sealedTables() throws IllegalAccessException {
        var tables = new ArrayList<Table>();
        for (Field field : Tables.class.getDeclaredFields()) {
            if (field.getType() == Table.class) {
                field.setAccessible(true);
                tables.add((Table) field.get(null));
            }
        }
        return tables;
    }

    private SqlReader reader(SqlSession session, NewestLeaves newest) {
        return new SqlReader(
                session.sql(), session.rows(), session.sets(), newest, AuditQueries.NONE, world.clock.now());
    }

    private NewestLeaves believesAll(SqlSession session) {
        return new NewestLeaves(session.sql(), ground.custody(), new SupersededLeaves(), Long.MAX_VALUE) {
            @Override
            void require(UUID domain, UUID id, long revision, String mac, Table table) {}
        };
    }

    private static RowSeal yes(RowSeal real) {
        return new RowSeal() {
            @Override
            public byte[] seal(UUID domain, byte[] row) {
                return real.seal(domain, row);
            }

            @Override
            public boolean holds(UUID domain, byte[] row, byte[] seal) {
                return true;
            }
        };
    }

    private void undone(Consumer<SqlSession> work) {
        assertThatThrownBy(() -> ground.store().log(session -> {
                    work.accept(session);
                    throw new Undo();
                }))
                .isInstanceOf(Undo.class);
    }
}
