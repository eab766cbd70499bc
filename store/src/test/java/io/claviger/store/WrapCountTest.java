package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Ids;
import io.claviger.custody.Kek;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrapCountTest {
    @TempDir
    private Path folder;

    @Test
    void everyStartReservesAnotherBlockBeforeItWraps() {
        assertThat(reservedAfterStart()).isEqualTo(Kek.RESERVED_WRAPS);
        assertThat(reservedAfterStart()).isEqualTo(2 * Kek.RESERVED_WRAPS);
        assertThat(reservedAfterStart()).isEqualTo(3 * Kek.RESERVED_WRAPS);
    }

    private long reservedAfterStart() {
        var clock = new TestClock();
        try (Database database = Database.sqlite(folder.resolve("test.db"))) {
            var ground = new SqlGround(database, clock, new Ids(clock, TestWorld.RANDOM));
            assertThat(ground.custody().wrapsLeft()).isPositive();
            try (var sql = Sql.open(database::openReader)) {
                long reserved = sql.number("SELECT reserved_wraps FROM kek WHERE kind = 'DOMAIN'");
                sql.connection().rollback();
                return reserved;
            } catch (SQLException e) {
                throw Sql.failed(e);
            } finally {
                ground.custody().close();
            }
        }
    }
}
