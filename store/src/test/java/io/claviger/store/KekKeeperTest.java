package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.crypto.SecretBytes;
import io.claviger.custody.Custody;
import io.claviger.custody.Kek;
import io.claviger.custody.MaterialId;
import io.claviger.custody.SystemKey;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KekKeeperTest {
    private static final MaterialId WHAT =
            HierarchyRows.materialId(RootDomain.ID, new UUID(1, 2), SystemKey.Purpose.TLS);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();

    @Test
    void everyStartReservesAnotherBlockBeforeItWraps() {
        for (int start = 1; start <= 3; start++) {
            try (var ground = ground()) {
                assertThat(ground.custody().wrapsLeft()).isBetween(1L, Kek.RESERVED_WRAPS);
                assertThat(reserved(ground, 1)).isEqualTo(start * Kek.RESERVED_WRAPS);
            }
        }
    }

    /** NIST SP 800-38D, section 8.3: random IVs under one key are bounded. */
    @Test
    void aKekThatHasWrappedAsOftenAsItMayIsSucceeded() {
        Custody.Wrapped before;
        try (var ground = ground()) {
            before = wrap(ground, "before");
            exhaust(ground);
        }
        Custody.Wrapped after;
        try (var ground = ground()) {
            after = wrap(ground, "after");
            assertThat(before.kekVersion()).isEqualTo(1);
            assertThat(after.kekVersion()).isEqualTo(2);
            assertThat(reserved(ground, 2)).isEqualTo(Kek.RESERVED_WRAPS);
            assertThat(ground.custody().wrapsLeft()).isEqualTo(Kek.RESERVED_WRAPS - 1);
            long onRecord = ground.store().log(s -> s.sql().number("SELECT COUNT(*) FROM event WHERE op = 'ReKeyKek'"));
            assertThat(onRecord).isEqualTo(1);
        }
        try (var ground = ground()) {
            assertThat(unwrap(ground, before)).isEqualTo("before");
            assertThat(unwrap(ground, after)).isEqualTo("after");
        }
    }

    private SqlGround ground() {
        var ground = new SqlGround(Database.sqlite(folder.resolve("test.db")), clock, new Ids(clock, TestWorld.RANDOM));
        ground.store(_ -> {}, _ -> {});
        return ground;
    }

    private static Custody.Wrapped wrap(SqlGround ground, String text) {
        try (SecretBytes secret = TestWorld.secret(text)) {
            return ground.custody().wrap(WHAT, secret);
        }
    }

    private static String unwrap(SqlGround ground, Custody.Wrapped wrapped) {
        try (SecretBytes secret = ground.custody().unwrap(WHAT, wrapped.bytes(), wrapped.kekVersion())) {
            return new String(secret.lend(byte[]::clone), StandardCharsets.UTF_8);
        }
    }

    private static long reserved(SqlGround ground, int version) {
        var select = "SELECT reserved_wraps FROM kek WHERE kind = 'DOMAIN' AND version = ?";
        return ground.store().log(session -> session.sql().number(select, version));
    }

    private static void exhaust(SqlGround ground) {
        ground.store().log(session -> {
            var kek = session.rows().list(Tables.KEK, "WHERE domain = ? AND kind = 'DOMAIN'", RootDomain.ID).stream()
                    .map(row -> HierarchyRows.kek(row.row()))
                    .findFirst()
                    .orElseThrow();
            byte[] seal =
                    HierarchyRows.row(kek.withReservedWraps(Kek.MAX_WRAPS)).seal(ground.custody());
            var update = "UPDATE kek SET reserved_wraps = ?, mac = ? WHERE kind = 'DOMAIN'";
            return session.sql().update(update, Kek.MAX_WRAPS, seal);
        });
    }
}
