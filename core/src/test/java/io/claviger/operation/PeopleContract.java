package io.claviger.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.Conflict;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.RootDomain;
import io.claviger.identity.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do of users and sign-ins, seen through the corridor. */
public abstract class PeopleContract {
    /** An empty place. */
    protected abstract TestWorld.Place empty() throws Exception;

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
    void signingInNeedsTheRightPasswordAndAChangedOneEndsSessions() {
        Principal alice = world.user("alice");
        Principal stranger = Principal.stranger(RootDomain.ID, "10.0.0.1");
        assertThatThrownBy(() -> world.as(stranger, signIn("alice", "wrong password")))
                .isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> world.as(stranger, signIn("nobody", "wrong password")))
                .isInstanceOf(Unauthenticated.class);
        var signedIn = world.as(stranger, signIn("ALICE", "correct horse alice"));
        assertThat(signedIn.user().id()).isEqualTo(alice.id());

        world.as(
                stranger,
                new ChangePassword(
                        "alice", TestWorld.secret("correct horse alice"), TestWorld.secret("another password")));

        assertThatThrownBy(() -> world.directory.principal(signedIn.session(), "x"))
                .isInstanceOf(Unauthenticated.class);
    }

    /** In the strict preset nobody else could give his keys away (NIST SP 800-57 part 1, section 8.3.2). */
    @Test
    void aUserWhoOwnsKeysGoesOnlyWhenHeHasGivenThemAwayOrByForce() {
        Principal alice = world.user("alice", "Key Users");
        Target.OfUser her = new Target.OfUser(alice.id());
        world.aes(alice, "payroll");
        assertThatThrownBy(() -> world.as(world.admin(), new DeleteUser(her, false)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("1 key");
        assertThat(world.directory.userNamed("alice")).isPresent();

        world.as(world.admin(), new DeleteUser(her, true));

        assertThat(world.directory.userNamed("alice")).isEmpty();
        Principal bob = world.user("bob");
        world.as(world.admin(), new DeleteUser(new Target.OfUser(bob.id()), false));
        assertThat(world.directory.userNamed("bob")).isEmpty();
    }

    @Test
    void theLastAdministratorStays() {
        var admin = world.admin();
        assertThatThrownBy(() -> world.as(admin, new DeleteUser(new Target.OfUser(admin.id()), true)))
                .isInstanceOf(Conflict.class);
    }

    private static SignIn signIn(String username, String password) {
        return new SignIn(username, TestWorld.secret(password), null, null);
    }
}
