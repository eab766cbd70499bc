package io.claviger.operation;

import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.RevokedToken;
import io.claviger.identity.Session;
import io.claviger.identity.User;
import java.util.UUID;

/** What a committed transaction means for what is held in memory. */
public sealed interface Effect {
    record KeyChanged(UUID key) implements Effect {}

    record KeyLoaded(UnlockedKey key, Target.OfKey target) implements Effect {}

    record UserPut(User user) implements Effect {}

    record UserGone(UUID user) implements Effect {}

    record GroupPut(Group group) implements Effect {}

    record GroupGone(UUID group) implements Effect {}

    record Joined(Membership membership) implements Effect {}

    record Left(Membership membership) implements Effect {}

    record SessionPut(Session session) implements Effect {}

    record TokenRevoked(RevokedToken token) implements Effect {}
}
