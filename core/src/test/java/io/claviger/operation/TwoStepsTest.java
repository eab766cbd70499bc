package io.claviger.operation;

import static io.claviger.operation.TestWorld.named;
import static io.claviger.operation.TestWorld.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.NotFound;
import io.claviger.KmsException.Refused;
import io.claviger.KmsException.WrongState;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Plaintext;
import io.claviger.identity.Principal;
import io.claviger.identity.SystemGroup;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyState;
import io.claviger.key.Milestone;
import io.claviger.key.RevocationReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is prepared, then somebody else is quicker, then it is written: what is stored by then decides. */
class TwoStepsTest {
    private final TestWorld world = new TestWorld(new InMemoryPlace());
    private final Principal alice = world.user("alice", "Key Users");

    @BeforeEach
    void make() {
        world.aes(alice, "payroll");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anExportIsRefusedOnceTheKeyIsUnexportable() {
        int free = TestWorld.SLAB.freeCells();
        world.beforeNextWrite(() -> flags(true, null));

        assertThatThrownBy(() -> world.as(alice, new Export(named("payroll")))).isInstanceOf(Refused.class);

        assertThat(TestWorld.SLAB.freeCells()).isEqualTo(free);
        assertThat(world.as(alice, new GetAttributes(named("payroll")))
                        .version()
                        .everExported())
                .isFalse();
    }

    @Test
    void anExportIsRefusedOnceTheKeyIsCompromised() {
        world.beforeNextWrite(
                () -> world.as(alice, new Revoke(named("payroll"), RevocationReason.KEY_COMPROMISE, "", null)));

        assertThatThrownBy(() -> world.as(alice, new Export(named("payroll")))).isInstanceOf(WrongState.class);
    }

    @Test
    void aKeyDestroyedInBetweenIsNotReKeyed() {
        world.beforeNextWrite(() -> world.as(alice, new Destroy(named("payroll"))));

        assertThatThrownBy(() -> world.as(alice, new ReKey(named("payroll")))).isInstanceOf(WrongState.class);
    }

    @Test
    void theNextVersionIsAsProtectedAsThePreviousIsByThen() {
        world.beforeNextWrite(() -> flags(true, true));

        KeyView next = world.as(alice, new ReKey(named("payroll")));

        assertThat(next.version().unexportable()).isTrue();
        assertThat(next.version().undeletable()).isTrue();
    }

    @Test
    void aKeyRevokedInBetweenIsNotLoaded() {
        world.beforeNextWrite(
                () -> world.as(alice, new Revoke(named("payroll"), RevocationReason.SUPERSEDED, "", null)));

        var encrypt = new Encrypt(named("payroll"), Plaintext.taking(new byte[8]), null, null, Bytes.NONE);

        assertThatThrownBy(() -> world.as(alice, encrypt)).isInstanceOf(WrongState.class);
    }

    @Test
    void aKeyRotatedInBetweenIsUsedWithTheMaterialOfTheVersionThatIsNamed() {
        world.beforeNextWrite(() -> world.as(alice, new ReKey(named("payroll"))));

        Encrypt.Result result =
                world.as(alice, new Encrypt(named("payroll"), Plaintext.taking(new byte[8]), null, null, Bytes.NONE));
        world.ring.forget(result.found().key().id());

        assertThat(result.found().version().number()).isEqualTo(1);
        var decrypt = new Decrypt(
                new Target.OfKey(KeyRef.id(result.found().version().id())),
                result.sealed().ciphertext(),
                null,
                result.sealed().iv(),
                result.sealed().tag(),
                Bytes.NONE);
        try (Plaintext opened = world.as(alice, decrypt)) {
            assertThat(opened.size()).isEqualTo(8);
        }
    }

    @Test
    void aVersionYoungerThanTheCallIsActive() {
        world.beforeNextRead(() -> world.as(alice, new ReKey(named("payroll"))));
        Encrypt.Result result =
                world.as(alice, new Encrypt(named("payroll"), Plaintext.taking(new byte[8]), null, null, Bytes.NONE));
        assertThat(result.found().version().number()).isEqualTo(1);

        world.beforeNextRead(() -> world.as(alice, new ReKey(named("payroll"))));
        KeyView seen = world.as(alice, new GetAttributes(named("payroll")));
        assertThat(seen.version().number()).isEqualTo(2);
        assertThat(seen.state()).isEqualTo(KeyState.ACTIVE);
    }

    @Test
    void aKeyRotatedInBetweenIsExportedWithTheMaterialOfTheVersionThatIsNamed() {
        int free = TestWorld.SLAB.freeCells();
        world.beforeNextWrite(() -> world.as(alice, new ReKey(named("payroll"))));

        try (var exported = Objects.requireNonNull(
                        world.as(alice, new Export(named("payroll"))).secret());
                var again = Objects.requireNonNull(
                        world.as(alice, new Export(named("payroll"))).secret())) {
            assertThat(exported.matches(again)).isTrue();
        }
        assertThat(TestWorld.SLAB.freeCells()).isEqualTo(free);
    }

    @Test
    void whoLosesTheKeyInBetweenDoesNotChangeIt() {
        world.beforeNextWrite(() -> world.as(
                alice,
                new ModifyAttributes(
                        named("payroll"), null, null, world.admin().id(), null, null, null, false, Map.of())));

        assertThatThrownBy(() -> world.as(alice, new Delete(named("payroll")))).isInstanceOf(NotFound.class);
        assertThat(world.as(world.admin(), new GetAttributes(named("payroll")))
                        .version()
                        .number())
                .isZero();
    }

    /** Found by the model: the half that is named does not lend its flags to the other. */
    @Test
    void aReKeyByThePublicNameKeepsThePrivateHalfUnexportable() {
        world.as(alice, new Create(newKey("signer", Algorithm.EC)));
        world.as(alice, new ModifyAttributes(named("signer"), null, null, null, null, true, null, false, Map.of()));

        world.as(alice, new ReKey(named("signer_pub")));

        assertThat(world.as(alice, new GetAttributes(named("signer"))).version().unexportable())
                .isTrue();
        assertThat(world.as(alice, new GetAttributes(named("signer_pub")))
                        .version()
                        .unexportable())
                .isFalse();
    }

    /** Found by the model: DELETE is destroy and de-registration, and before activation both halves go. */
    @Test
    void deletingOneHalfBeforeActivationDestroysTheOther() {
        var later = Map.of(Milestone.ACTIVATION, world.clock.now().plus(Duration.ofDays(1)));
        NewKey plain = newKey("signer", Algorithm.EC);
        world.as(
                alice,
                new Create(new NewKey(
                        "signer", plain.spec(), null, "", Map.of(), null, Map.of(), false, false, later, false, null)));

        world.as(alice, new Delete(named("signer")));

        assertThat(world.as(alice, new GetAttributes(named("signer_pub")))
                        .state()
                        .destroyed())
                .isTrue();
    }

    /** Found by the model: what may not be processed yet is not given out to be processed elsewhere. */
    @Test
    void nothingIsExportedBeforeProcessStart() {
        var later = Map.of(Milestone.PROCESS_START, world.clock.now().plus(Duration.ofDays(1)));
        world.as(alice, new ModifyAttributes(named("payroll"), null, null, null, null, null, null, false, later));

        assertThatThrownBy(() -> world.as(alice, new Export(named("payroll")))).isInstanceOf(WrongState.class);
        world.clock.advance(Duration.ofDays(1));
        try (var secret = world.as(alice, new Export(new Target.OfKey(new KeyRef("payroll", null, 0))))
                .secret()) {
            assertThat(secret).isNotNull();
        }
    }

    /** Found by the model: what he may read does not look absent to him. */
    @Test
    void aUserAdministratorIsDeniedTheGroupOfAdministrators() {
        Principal clerk = world.user("clerk", SystemGroup.USER_ADMINS.label());
        var join = new AddMember(new Target.OfMembership("admin", clerk.id()));

        assertThatThrownBy(() -> world.as(clerk, join)).isInstanceOf(io.claviger.KmsException.Denied.class);
    }

    private void flags(Boolean unexportable, @org.jspecify.annotations.Nullable Boolean undeletable) {
        world.as(
                alice,
                new ModifyAttributes(
                        named("payroll"), null, null, null, null, unexportable, undeletable, false, Map.of()));
    }
}
