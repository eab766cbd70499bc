package io.claviger.store;

import static io.claviger.operation.TestWorld.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Ids;
import io.claviger.KmsException.Broken;
import io.claviger.RootDomain;
import io.claviger.identity.Principal;
import io.claviger.operation.Archive;
import io.claviger.operation.Destroy;
import io.claviger.operation.Export;
import io.claviger.operation.GetAttributes;
import io.claviger.operation.KeyFilter;
import io.claviger.operation.ListVersions;
import io.claviger.operation.Locate;
import io.claviger.operation.ModifyAttributes;
import io.claviger.operation.Operation;
import io.claviger.operation.Paging;
import io.claviger.operation.ReKey;
import io.claviger.operation.Refresh;
import io.claviger.operation.RefreshToken;
import io.claviger.operation.RevokeToken;
import io.claviger.operation.SignIn;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import io.claviger.policy.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody puts back what once was true. Every seal holds; the log gives it away, to every operation. */
class PutBackTest {
    @TempDir
    private Path folder;

    private TestWorld world;
    private SqlGround ground;
    private Principal alice;

    @BeforeEach
    void open() {
        var clock = new TestClock();
        ground = new SqlGround(Database.sqlite(folder.resolve("test.db")), clock, new Ids(clock, TestWorld.RANDOM));
        SqlGround opened = ground;
        world = new TestWorld((_, _) -> opened, clock);
        alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anOldKeyRowIsAnsweredByNoOperation() {
        sql("CREATE TABLE kept AS SELECT * FROM key_version");
        world.as(alice, new Destroy(named("payroll")));

        sql("DELETE FROM key_version");
        sql("INSERT INTO key_version SELECT * FROM kept");

        refused(everyWayIn());
    }

    @Test
    void oldPermissionsAreAnsweredByNoOperation() {
        permit(Map.of(Action.EXPORT_KEY, Set.of("Audit Admins")));
        sql("CREATE TABLE kept AS SELECT * FROM managed_key");
        sql("CREATE TABLE given AS SELECT * FROM key_permission");
        permit(Map.of());

        sql("DELETE FROM managed_key");
        sql("INSERT INTO managed_key SELECT * FROM kept");
        sql("INSERT INTO key_permission SELECT * FROM given");

        refused(everyWayIn());
    }

    @Test
    void anOldLeafCopiedToTheEndOfTheLogIsNotBelieved() {
        sql("CREATE TABLE kept AS SELECT * FROM key_version");
        sql("CREATE TABLE leaves AS SELECT * FROM event");
        world.as(alice, new Destroy(named("payroll")));

        sql("DELETE FROM key_version");
        sql("INSERT INTO key_version SELECT * FROM kept");
        sql("INSERT INTO event SELECT (SELECT MAX(seq) + 1 FROM event), kind, domain, at, actor, op, target, outcome,"
                + " source, request, leaf, mac FROM leaves WHERE target = (SELECT id FROM key_version)"
                + " ORDER BY seq DESC LIMIT 1");

        refused(everyWayIn());
    }

    @Test
    void aRevokedSignInStaysRevoked() {
        Principal stranger = Principal.stranger(RootDomain.ID, "10.0.0.1");
        var signedIn = world.as(stranger, new SignIn("alice", TestWorld.secret("correct horse alice"), null, null));
        String token = RefreshToken.text(signedIn.session(), signedIn.nonce(), ground.systemKeys());
        sql("CREATE TABLE kept AS SELECT * FROM session");
        world.as(alice, new RevokeToken(token));

        sql("DELETE FROM revoked_token");
        assertThatThrownBy(() -> world.as(stranger, new Refresh(token))).isInstanceOf(Broken.class);

        sql("DELETE FROM session");
        sql("INSERT INTO session SELECT * FROM kept");
        assertThatThrownBy(() -> world.as(stranger, new Refresh(token))).isInstanceOf(Broken.class);
    }

    private List<Operation<?, ?>> everyWayIn() {
        return List.of(
                new GetAttributes(named("payroll")),
                new Locate(KeyFilter.all(), new Paging(0, 10)),
                new ListVersions(named("payroll"), new Paging(0, 10)),
                new Export(named("payroll")),
                new ReKey(named("payroll")),
                new Archive(named("payroll")),
                new ModifyAttributes(named("payroll"), "x", null, null, null, null, null, false, Map.of()));
    }

    private void refused(List<Operation<?, ?>> operations) {
        for (Operation<?, ?> operation : operations) {
            assertThatThrownBy(() -> world.as(alice, operation))
                    .as(operation.verb())
                    .isInstanceOf(Broken.class);
        }
        assertThat(operations).isNotEmpty();
    }

    private void permit(Map<Action, Set<String>> permissions) {
        world.as(
                alice,
                new ModifyAttributes(named("payroll"), null, null, null, permissions, null, null, false, Map.of()));
    }

    private void sql(String statement) {
        ground.store().log(session -> session.sql().update(statement));
    }
}
