package io.claviger.store;

import static io.claviger.operation.TestWorld.named;
import static io.claviger.operation.TestWorld.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.Ids;
import io.claviger.KmsException;
import io.claviger.KmsException.Broken;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Plaintext;
import io.claviger.custody.MaterialId;
import io.claviger.identity.Principal;
import io.claviger.key.KeyRef;
import io.claviger.key.RevocationReason;
import io.claviger.operation.CreateUser;
import io.claviger.operation.Delete;
import io.claviger.operation.Encrypt;
import io.claviger.operation.GetAttributes;
import io.claviger.operation.KeyView;
import io.claviger.operation.ReKey;
import io.claviger.operation.Register;
import io.claviger.operation.Revoke;
import io.claviger.operation.SignIn;
import io.claviger.operation.Target;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes to the database who has no key. */
class HostileRowsTest {
    @TempDir
    private Path folder;

    private SqlGround ground;
    private TestWorld world;
    private Principal alice;

    @BeforeEach
    void open() {
        var clock = new TestClock();
        var ids = new Ids(clock, TestWorld.RANDOM);
        var opened = new SqlGround(Database.sqlite(folder.resolve("test.db")), clock, ids);
        ground = opened;
        world = new TestWorld((_, _) -> opened, clock);
        alice = world.user("alice", "Key Users");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anOldKeyRowWithATrueSealIsRefused() {
        world.aes(alice, "payroll");
        sql("CREATE TABLE kept AS SELECT * FROM key_version");
        world.as(alice, new Revoke(named("payroll"), RevocationReason.KEY_COMPROMISE, "", null));

        sql("DELETE FROM key_version");
        sql("INSERT INTO key_version SELECT * FROM kept");

        assertThatThrownBy(() -> world.as(alice, encrypt("payroll"))).isInstanceOf(Broken.class);
    }

    @Test
    void aRowThatWasAlteredIsNotAnswered() {
        world.aes(alice, "payroll");
        sql("UPDATE key_version SET usage_mask = 15");

        assertThatThrownBy(() -> world.as(alice, new GetAttributes(named("payroll"))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void aSetWithAMissingOrAddedRowStopsTheStart() {
        for (String attack : List.of(
                "DELETE FROM membership WHERE user_id = (SELECT id FROM user_account WHERE username = 'alice')",
                "DELETE FROM setting",
                "UPDATE credential SET hash = salt",
                "UPDATE user_group SET name = 'admins' WHERE name = 'Key Users'",
                "UPDATE membership SET group_id = (SELECT id FROM user_group WHERE name = 'admin')"
                        + " WHERE user_id = (SELECT id FROM user_account WHERE username = 'alice')",
                "UPDATE set_head SET revision = revision - 1 WHERE name = 'membership'",
                "DELETE FROM set_head")) {
            var sets = new SealedSets(RootDomain.ID);
            // throws within the transaction, which takes the attack back for the next one
            assertThatThrownBy(() -> ground.store().log(session -> {
                        session.sql().update(attack);
                        sets.load(session.rows());
                        return session;
                    }))
                    .as(attack)
                    .isInstanceOf(Broken.class);
        }
    }

    @Test
    void materialMovedToAnotherKeyIsRefused() {
        world.aes(alice, "payroll");
        KeyView other = world.aes(alice, "other");
        Bytes stolen = Objects.requireNonNull(world.store
                .read(reader ->
                        reader.key(RootDomain.ID, KeyRef.name("payroll")).orElseThrow())
                .version()
                .material());
        var wrongPlace =
                new MaterialId(RootDomain.ID, other.key().id(), other.version().id(), "AES", 256, "SECRET");

        assertThatThrownBy(() -> ground.deployment().custody().unwrap(wrongPlace, stolen, 1))
                .isInstanceOf(Broken.class);
    }

    @Test
    void aLabelOrPermissionSlippedInIsRefused() {
        world.aes(alice, "payroll");
        sql("INSERT INTO key_permission (domain, managed_key, action, grantee)"
                + " SELECT domain, id, 'EXPORT_KEY', owner FROM managed_key");

        assertThatThrownBy(() -> world.as(alice, encrypt("payroll"))).isInstanceOf(Broken.class);
    }

    @Test
    void aDeletedVersionsNumberIsNotGivenAgain() {
        world.aes(alice, "payroll");
        world.as(alice, new ReKey(named("payroll")));
        world.as(alice, new Delete(named("payroll")));

        KeyView next = world.as(alice, new ReKey(named("payroll")));

        assertThat(next.version().number()).isEqualTo(2);
    }

    /** Lesson 4 of the peers: plaintext written back. Planted bytes are in no file of the database, raw, hex or base64. */
    @Test
    void lesson4_noCanaryIsInTheDatabase() throws Exception {
        String material = "c0ffee00c0ffee11c0ffee22c0ffee33c0ffee44c0ffee55c0ffee66c0ffee77";
        String password = "canary-password-4711";
        world.as(alice, new Register(newKey("imported", Algorithm.AES), TestWorld.secret(material), false));
        world.as(world.admin(), new CreateUser("canary", "", "", "", TestWorld.secret(password)));
        world.as(alice, encryptText("imported", "canary-plaintext-4711"));
        world.as(alice, new Revoke(named("imported"), RevocationReason.SUPERSEDED, "", null));

        byte[] raw = HexFormat.of().parseHex(material);
        List<byte[]> canaries = List.of(
                raw,
                material.getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().withoutPadding().encode(raw),
                password.getBytes(StandardCharsets.UTF_8),
                "canary-plaintext-4711".getBytes(StandardCharsets.UTF_8));
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (byte[] canary : canaries) {
                    if (content.contains(new String(canary, StandardCharsets.ISO_8859_1))) {
                        found.add(file + " holds a canary of " + canary.length + " bytes");
                    }
                }
            }
        }
        assertThat(found).isEmpty();
        String events = world.journal.events()
                + world.leaves.stream().map(Bytes::utf8).toList().toString();
        assertThat(events).doesNotContain("canary-p").doesNotContain(material);
    }

    /** Lesson 13 of the peers: audit that leaks. What an operation prints holds neither plaintext nor password. */
    @Test
    void lesson13_operationsPrintNoSecrets() {
        assertThat(encryptText("payroll", "canary-plaintext").toString()).doesNotContain("canary");
        assertThat(new SignIn("alice", TestWorld.secret("canary-password"), null, null).toString())
                .doesNotContain("canary");
        assertThat(new CreateUser("bob", "", "", "", TestWorld.secret("canary-password")).toString())
                .doesNotContain("canary");
    }

    /** Lesson 12 of the peers: case and alias drift. One folding decides, for names of keys, users and groups. */
    @Test
    void lesson12_namesAreFoldedOnce() {
        world.aes(alice, "Stra\u00dfe-\u0130-e\u0301");

        assertThat(world.as(alice, encrypt("stra\u00dfe-i\u0307-\u00e9"))
                        .found()
                        .key()
                        .name())
                .isEqualTo("Stra\u00dfe-\u0130-e\u0301");
        assertThatThrownBy(() -> world.user("ALICE")).isInstanceOf(KmsException.AlreadyExists.class);
    }

    /**
     * Lesson 15 of the peers: timing. The work is the same whether the user exists: CPU of this thread within a factor of
     * two, which a missing Argon2id would miss by a thousand.
     */
    @Test
    void lesson15_anUnknownUserCostsAsMuchAsAKnownOne() {
        signInCost("alice");
        long known = signInCost("alice");
        long unknown = signInCost("nobody");

        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    private long signInCost(String username) {
        var threads = ManagementFactory.getThreadMXBean();
        Principal stranger = Principal.stranger(RootDomain.ID, "10.0.0.1");
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() ->
                            world.as(stranger, new SignIn(username, TestWorld.secret("wrong password"), null, null)))
                    .isInstanceOf(Unauthenticated.class);
        }
        return threads.getCurrentThreadCpuTime() - before;
    }

    private void sql(String statement) {
        ground.store().log(session -> session.sql().update(statement));
    }

    private static Encrypt encrypt(String key) {
        return encryptText(key, "x");
    }

    private static Encrypt encryptText(String key, String text) {
        return new Encrypt(
                new Target.OfKey(KeyRef.name(key)),
                Plaintext.taking(text.getBytes(StandardCharsets.UTF_8)),
                null,
                null,
                Bytes.NONE);
    }
}
