package io.claviger.operation;

import static io.claviger.operation.TestWorld.named;
import static io.claviger.operation.TestWorld.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.AlreadyExists;
import io.claviger.KmsException.Conflict;
import io.claviger.KmsException.Denied;
import io.claviger.KmsException.NotFound;
import io.claviger.KmsException.Refused;
import io.claviger.KmsException.WrongState;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Hash;
import io.claviger.crypto.Plaintext;
import io.claviger.identity.Principal;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyState;
import io.claviger.key.Milestone;
import io.claviger.key.RevocationReason;
import io.claviger.policy.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do, seen through the corridor. */
public abstract class CorridorContract {
    /** An empty place. */
    protected abstract TestWorld.Place empty() throws Exception;

    /** The same place again, as a restart finds it. */
    protected abstract TestWorld.Place again() throws Exception;

    private TestWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new TestWorld(empty());
    }

    @AfterEach
    void close() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aKeyEncryptsForItsOwnerAndIsAbsentForTheSecondUser() {
        Principal alice = world.user("alice", "Key Users");
        Principal bob = world.user("bob", "Key Users");
        world.aes(alice, "payroll");

        Encrypt.Result sealed = world.as(alice, encrypt("payroll", "attack at dawn"));

        assertThat(open(alice, "payroll", sealed)).isEqualTo("attack at dawn");
        assertThatThrownBy(() -> world.as(bob, encrypt("payroll", "x"))).isInstanceOf(NotFound.class);
        assertThat(world.as(bob, new Locate(KeyFilter.all(), new Paging(0, 10))).total())
                .isZero();
    }

    @Test
    void anAdministratorAdministersButDoesNotUse() {
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");

        assertThat(world.as(world.admin(), new GetAttributes(named("payroll")))
                        .key()
                        .name())
                .isEqualTo("payroll");
        assertThatThrownBy(() -> world.as(world.admin(), encrypt("payroll", "x")))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> world.as(world.admin(), new Export(named("payroll"))))
                .isInstanceOf(Denied.class);
    }

    @Test
    void aPermissionGivesOneGroupOneAction() {
        Principal alice = world.user("alice", "Key Users");
        Principal bob = world.user("bob", "Audit Admins");
        world.aes(alice, "payroll");
        Encrypt.Result sealed = world.as(alice, encrypt("payroll", "secret"));

        permit(
                alice,
                "payroll",
                Map.of(Action.ENCRYPT_WITH_KEY, Set.of("Audit Admins"), Action.USE_KEY, Set.of("Audit Admins")));

        assertThat(world.as(bob, encrypt("payroll", "x")).found().key().name()).isEqualTo("payroll");
        assertThatThrownBy(() -> open(bob, "payroll", sealed)).isInstanceOf(NotFound.class);
        permit(alice, "payroll", Map.of());
        assertThatThrownBy(() -> world.as(bob, encrypt("payroll", "x"))).isInstanceOf(NotFound.class);
    }

    @Test
    void rotationChangesNothingOfTheOlderVersion() {
        Principal alice = world.user("alice", "Key Users");
        KeyView first = world.aes(alice, "payroll");
        Encrypt.Result sealed = world.as(alice, encrypt("payroll", "old"));

        KeyView second = world.as(alice, new ReKey(named("payroll")));

        assertThat(second.version().number()).isEqualTo(1);
        assertThat(world.as(alice, encrypt("payroll", "new")).found().version().id())
                .isEqualTo(second.version().id());
        var old = new Decrypt(
                new Target.OfKey(KeyRef.id(first.version().id())),
                sealed.sealed().ciphertext(),
                null,
                sealed.sealed().iv(),
                sealed.sealed().tag(),
                Bytes.NONE);
        try (Plaintext opened = world.as(alice, old)) {
            assertThat(opened.open()).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Lesson 3 of the peers: a cache that outlives the state. */
    @Test
    void lesson3_aChangeOfStateIsSeenByTheVeryNextUse() {
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");
        world.as(alice, encrypt("payroll", "x"));

        world.as(alice, new Revoke(named("payroll"), RevocationReason.CESSATION_OF_OPERATION, "", null));

        assertThatThrownBy(() -> world.as(alice, encrypt("payroll", "x"))).isInstanceOf(WrongState.class);
        assertThatThrownBy(() -> world.as(alice, new Reactivate(named("payroll"), "", "")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("lifecycle.preset");
    }

    @Test
    void aCompromiseMarksBothHalvesAtOnce() {
        Principal alice = world.user("alice", "Key Users");
        world.as(alice, new Create(newKey("signer", Algorithm.EC)));

        world.as(alice, new Revoke(named("signer"), RevocationReason.KEY_COMPROMISE, "lost laptop", null));

        assertThat(world.as(alice, new GetAttributes(named("signer_pub"))).state())
                .isEqualTo(KeyState.COMPROMISED);
    }

    @Test
    void thePrivateNameVerifiesWithThePublicHalf() {
        Principal alice = world.user("alice", "Key Users");
        for (Algorithm algorithm : List.of(Algorithm.EC, Algorithm.ED25519)) {
            String name = "signer-" + algorithm;
            world.as(alice, new Create(newKey(name, algorithm)));
            var scheme = new SignatureScheme(Hash.SHA256, null, null);
            Bytes message = Bytes.ofUtf8("message");

            Bytes signature =
                    world.as(alice, new Sign(named(name), message, scheme)).signature();

            assertThat(world.as(alice, new SignatureVerify(named(name), message, signature, scheme)))
                    .isTrue();
            assertThat(world.as(alice, new SignatureVerify(named(name + "_pub"), message, signature, scheme)))
                    .isTrue();
        }
    }

    @Test
    void destroyedIsReadableAndDeletedIsGoneAndItsNameFree() {
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");
        KeyView destroyed = world.as(alice, new Destroy(named("payroll")));
        assertThat(destroyed.state()).isEqualTo(KeyState.DESTROYED);
        assertThat(destroyed.version().material()).isNull();
        assertThatThrownBy(() -> world.as(alice, encrypt("payroll", "x"))).isInstanceOf(WrongState.class);

        world.as(alice, new Delete(named("payroll")));

        assertThatThrownBy(() -> world.as(alice, new GetAttributes(named("payroll"))))
                .isInstanceOf(NotFound.class);
        assertThat(world.aes(alice, "payroll").version().number()).isZero();
        var tombstone =
                new Target.OfKey(KeyRef.evenDeleted(destroyed.version().id().toString()));
        KeyView gone = world.as(alice, new GetAttributes(tombstone));
        assertThat(gone.version().deletedAt()).isNotNull();
        assertThat(gone.state()).isEqualTo(KeyState.DESTROYED);
        Principal bob = world.user("bob", "Key Users");
        assertThatThrownBy(() -> world.as(bob, new GetAttributes(tombstone))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> world.as(
                        alice,
                        new Destroy(new Target.OfKey(KeyRef.id(gone.version().id())))))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aNameIsTakenWithoutRegardToCase() {
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "Payroll");

        assertThatThrownBy(() -> world.aes(alice, "pAYROLL")).isInstanceOf(AlreadyExists.class);
    }

    @Test
    void aDateTakesEffectAtItsInstant() {
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");
        world.as(alice, encrypt("payroll", "x"));
        var stop = world.clock.now().plus(Duration.ofHours(1));
        world.as(
                alice,
                new ModifyAttributes(
                        named("payroll"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        Map.of(Milestone.PROTECT_STOP, stop)));
        world.as(alice, encrypt("payroll", "x"));

        world.clock.advance(Duration.ofHours(1));

        assertThatThrownBy(() -> world.as(alice, encrypt("payroll", "x"))).isInstanceOf(WrongState.class);
    }

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        Principal alice = world.user("alice", "Key Users");
        world.aes(alice, "payroll");
        Encrypt.Result sealed = world.as(alice, encrypt("payroll", "kept"));
        world.as(
                alice,
                new ModifyAttributes(
                        named("payroll"),
                        "wages",
                        Map.of("zone", Optional.of("eu")),
                        null,
                        null,
                        null,
                        null,
                        false,
                        Map.of()));
        var clock = world.clock;
        world.close();

        world = new TestWorld(again(), clock);

        alice = world.principal("alice");
        assertThat(open(alice, "payroll", sealed)).isEqualTo("kept");
        assertThat(world.as(alice, new GetAttributes(named("payroll"))).key().labels())
                .containsEntry("zone", "eu");
    }

    /** Lesson 8 of the peers: races. */
    @Test
    void lesson8_ofManyCreatorsOfOneNameOneWins() throws Exception {
        Principal alice = world.user("alice", "Key Users");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = new ArrayList<java.util.concurrent.Future<Boolean>>();
            for (int i = 0; i < 32; i++) {
                tries.add(threads.submit(() -> {
                    try {
                        world.aes(alice, "contended");
                        return true;
                    } catch (AlreadyExists lost) {
                        return false;
                    }
                }));
            }
            int won = 0;
            for (var each : tries) {
                won += each.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(world.as(alice, new Locate(KeyFilter.all(), new Paging(0, 10)))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void everyChangeIsALeafWithTheSealOfTheRowThatItWrote() {
        Principal alice = world.user("alice", "Key Users");
        world.leaves.clear();
        KeyView key = world.aes(alice, "payroll");

        String log = world.leaves.stream().map(Bytes::utf8).collect(Collectors.joining("\n"));

        assertThat(log)
                .contains("\"op\":\"Create\"")
                .contains("\"target\":\"" + key.version().id())
                .contains("\"to\":\"Active\"")
                .contains(world.store.read(r -> r.sealOf(key.version())).mac());
    }

    @Test
    void aRetryWithTheSameIdempotencyKeyChangesNothingTwice() {
        Principal alice = world.user("alice", "Key Users");
        var call = new Call(alice, world.ids.next(), "order-4711");

        KeyView first = world.runner.run(call, new Create(newKey("payroll", Algorithm.AES)));
        KeyView again = world.runner.run(call, new Create(newKey("payroll", Algorithm.AES)));

        assertThat(again.version().id()).isEqualTo(first.version().id());
        assertThatThrownBy(() -> world.runner.run(call, new Create(newKey("another", Algorithm.AES))))
                .isInstanceOf(Conflict.class);
        world.clock.advance(Duration.ofHours(25));
        assertThatThrownBy(() -> world.runner.run(call, new Create(newKey("payroll", Algorithm.AES))))
                .isInstanceOf(AlreadyExists.class);
    }

    @Test
    void aDateThatPassedIsPutOnRecordAsAStepInTheKeysLife() {
        Principal alice = world.user("alice", "Key Users");
        KeyView key = world.aes(alice, "payroll");
        var stop = world.clock.now().plus(Duration.ofHours(1));
        world.as(
                alice,
                new ModifyAttributes(
                        named("payroll"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        Map.of(Milestone.PROTECT_STOP, stop)));
        var sweeper = new Sweeper(world.store, world.runner, world.clock, world.ids);
        assertThat(sweeper.sweep()).isZero();

        world.clock.advance(Duration.ofHours(1));
        assertThat(sweeper.sweep()).isEqualTo(1);
        assertThat(sweeper.sweep()).isZero();

        var last = world.store
                .read(reader -> reader.transitions(RootDomain.ID, key.version().id()))
                .getLast();
        assertThat(last.from()).isEqualTo(KeyState.ACTIVE);
        assertThat(last.to()).isEqualTo(KeyState.DEACTIVATED);
    }

    private void permit(Principal who, String key, Map<Action, Set<String>> permissions) {
        world.as(who, new ModifyAttributes(named(key), null, null, null, permissions, null, null, false, Map.of()));
    }

    private static Encrypt encrypt(String key, String text) {
        return new Encrypt(named(key), Plaintext.taking(text.getBytes(StandardCharsets.UTF_8)), null, null, Bytes.NONE);
    }

    private @Nullable String open(Principal who, String key, Encrypt.Result sealed) {
        var decrypt = new Decrypt(
                named(key),
                sealed.sealed().ciphertext(),
                null,
                sealed.sealed().iv(),
                sealed.sealed().tag(),
                Bytes.NONE);
        try (Plaintext opened = world.as(who, decrypt)) {
            return new String(opened.open(), StandardCharsets.UTF_8);
        }
    }
}
