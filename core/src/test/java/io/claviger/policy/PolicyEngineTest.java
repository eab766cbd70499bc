package io.claviger.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.identity.Principal;
import io.claviger.identity.SystemGroup;
import io.claviger.policy.Decision.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final UUID DOMAIN = new UUID(1, 1);
    private static final UUID ALICE = new UUID(2, 1);
    private static final UUID TEAM = new UUID(3, 1);
    private static final AccessRequest REQUEST =
            new AccessRequest(principal(Set.of()), Action.READ_KEY, new Resource.Domain(DOMAIN), NOW);

    private final PolicyEngine strict = new PolicyEngine(BuiltIn.statements(false));

    @Test
    void silenceIsRefusal() {
        assertThat(new PolicyEngine(List.of()).decide(REQUEST).permits()).isFalse();
    }

    @Test
    void aForbidThatFailsToAnswerRefuses() {
        Statement broken = Statement.forbid("broken", _ -> {
            throw new IllegalStateException("no such attribute");
        });

        assertThat(new PolicyEngine(List.of(Statement.permit("all", _ -> true), broken))
                        .decide(REQUEST)
                        .permits())
                .isFalse();
    }

    /** A second evaluator, as naive as the sentence in the documentation, agrees on whatever comes. */
    @Test
    void agreesWithTheNaiveReading() {
        var random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            var statements = new ArrayList<Statement>();
            for (int i = random.nextInt(6); i > 0; i--) {
                boolean speaks = random.nextBoolean();
                Effect effect = random.nextBoolean() ? Effect.PERMIT : Effect.FORBID;
                statements.add(new Statement("s" + i, effect, _ -> speaks, Instant.MAX));
            }
            boolean forbidden = statements.stream()
                    .anyMatch(
                            s -> s.effect() == Effect.FORBID && s.speaksAbout().test(REQUEST));
            boolean permitted = statements.stream()
                    .anyMatch(
                            s -> s.effect() == Effect.PERMIT && s.speaksAbout().test(REQUEST));

            assertThat(new PolicyEngine(statements).decide(REQUEST).permits()).isEqualTo(permitted && !forbidden);
        }
    }

    /** Lesson 1 of the peers: an operation authorised as another. Each grant on a key passes itself and nothing else. */
    @Test
    void lesson1_aGrantPassesItsOwnActionAlone() {
        for (Action granted : Action.values()) {
            if (!granted.grantable()) {
                continue;
            }
            var key = new Resource.Key(new UUID(9, 9), new UUID(2, 99), Map.of(granted, Set.of(TEAM)));
            for (Action asked : Action.values()) {
                boolean forEverybody = EnumSet.of(
                                Action.LIST,
                                Action.READ_SELF,
                                Action.READ_RANDOM,
                                Action.READ_SYSTEM_INFO,
                                Action.SIGN_IN)
                        .contains(asked);
                assertThat(permits(principal(Set.of(TEAM)), asked, key))
                        .as("%s granted, %s asked", granted, asked)
                        .isEqualTo(asked == granted || forEverybody);
            }
        }
    }

    @Test
    void anAdministratorNeitherUsesNorExportsNorGivesAwayWhatOthersOwn() {
        var key = new Resource.Key(new UUID(9, 9), new UUID(2, 99), Map.of());
        Principal admin = principal(Set.of(SystemGroup.ADMIN.id()));
        for (Action action : Action.values()) {
            boolean withheld =
                    action.usesKey() || action == Action.CHANGE_KEY_OWNER || action == Action.CHANGE_KEY_PERMISSIONS;
            assertThat(permits(admin, action, key)).as("%s", action).isEqualTo(!withheld);
        }
        var compat = new PolicyEngine(BuiltIn.statements(true));
        assertThat(compat.decide(new AccessRequest(admin, Action.EXPORT_KEY, key, NOW))
                        .permits())
                .isTrue();
    }

    @Test
    void aUserAdminLiftsNeitherHimselfNorAnybodyToAdmin() {
        Principal userAdmin = principal(Set.of(SystemGroup.USER_ADMINS.id()));

        assertThat(permits(userAdmin, Action.ADD_USER_TO_GROUP, new Resource.Membership(TEAM, new UUID(2, 2))))
                .isTrue();
        assertThat(permits(userAdmin, Action.ADD_USER_TO_GROUP, new Resource.Membership(TEAM, ALICE)))
                .isFalse();
        assertThat(permits(
                        userAdmin,
                        Action.ADD_USER_TO_GROUP,
                        new Resource.Membership(SystemGroup.ADMIN.id(), new UUID(2, 2))))
                .isFalse();
        assertThat(permits(userAdmin, Action.UPDATE_USER, new Resource.User(new UUID(2, 2), true)))
                .isFalse();
        assertThat(permits(userAdmin, Action.READ_AUDIT_RECORDS, new Resource.Domain(DOMAIN)))
                .isFalse();
    }

    @Test
    void aStrangerMayOnlySignIn() {
        Principal stranger = Principal.stranger(DOMAIN, "10.0.0.1");
        for (Action action : Action.values()) {
            assertThat(permits(stranger, action, new Resource.Domain(DOMAIN)))
                    .as("%s", action)
                    .isEqualTo(action == Action.SIGN_IN);
        }
    }

    private boolean permits(Principal who, Action action, Resource what) {
        return strict.decide(new AccessRequest(who, action, what, NOW)).permits();
    }

    private static Principal principal(Set<UUID> groups) {
        return new Principal(DOMAIN, ALICE, "alice", groups, new UUID(5, 5), 1, "local");
    }
}
