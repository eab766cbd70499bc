package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Ids;
import io.claviger.KmsException.Unavailable;
import io.claviger.RootDomain;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer does when the database failed it. */
class LostConnectionTest {
    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private SqlGround ground;

    @BeforeEach
    void open() {
        ground = new SqlGround(database(), clock, new Ids(clock, TestWorld.RANDOM));
        ground.store(_ -> {}, _ -> {});
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private Database database() {
        return Database.sqlite(folder.resolve("test.db"));
    }

    @Test
    void itGoesOnWithAnotherConnection() {
        lose(_ -> {});

        assertThat(events()).isPositive();
        assertThat(ground.store().stale()).isFalse();
    }

    /** SQLite ends the transaction by itself when the disk is full; a rollback then fails, and so would all that follows. */
    @Test
    void itGoesOnAfterATransactionThatTheDatabaseEnded() {
        assertThatThrownBy(() -> ground.store().log(session -> {
                    session.sql().execute("ROLLBACK");
                    throw new IllegalStateException("the disk was full");
                }))
                .isInstanceOf(Unavailable.class);

        assertThat(events()).isPositive();
    }

    @Test
    void itWritesNothingMoreOnceACommitHappenedThatNobodyWasToldOf() {
        lose(session -> {
            session.sql()
                    .update(
                            "INSERT INTO event (seq, kind, domain, at, op, outcome, source, leaf)"
                                    + " SELECT MAX(seq) + 1, 'event', ?, 1, 'Revoke', 'success', 'x', ? FROM event",
                            RootDomain.ID,
                            new byte[1]);
            session.sql().connection().commit();
        });

        assertThatThrownBy(this::events).isInstanceOf(Unavailable.class);
        assertThat(ground.store().stale()).isTrue();
    }

    private interface Before {
        void run(SqlSession session) throws SQLException;
    }

    /** The connection breaks in the middle of a transaction. */
    private void lose(Before before) {
        assertThatThrownBy(() -> ground.store().log(session -> {
                    try {
                        before.run(session);
                        session.sql().connection().close();
                    } catch (SQLException e) {
                        throw Sql.failed(e);
                    }
                    return session;
                }))
                .isInstanceOf(Unavailable.class);
    }

    private long events() {
        return ground.store().log(session -> session.sql().number("SELECT COUNT(*) FROM event"));
    }
}
