package io.claviger.operation;

import io.claviger.identity.Group;
import io.claviger.identity.User;
import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.policy.Action;
import io.claviger.policy.Resource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a {@link Target} turned out to be. */
public sealed interface Found {
    /** The facts that policies read. */
    Resource resource();

    /** What must be permitted for the caller to know of it at all; null where there is nothing to hide. */
    @Nullable
    Action toKnowOf();

    /** Of the object, for the audit; null for the domain. */
    @Nullable
    UUID id();

    /** A version of a key, and what its versions share. */
    record OfKey(Key key, KeyVersion version) implements Found {
        @Override
        public Resource resource() {
            return new Resource.Key(key.id(), key.owner(), key.permissions());
        }

        @Override
        public Action toKnowOf() {
            return Action.READ_KEY;
        }

        @Override
        public UUID id() {
            return version.id();
        }
    }

    record OfUser(User user, boolean administrator) implements Found {
        @Override
        public Resource resource() {
            return new Resource.User(user.id(), administrator);
        }

        @Override
        public Action toKnowOf() {
            return Action.READ_USER;
        }

        @Override
        public UUID id() {
            return user.id();
        }
    }

    record OfGroup(Group group) implements Found {
        @Override
        public Resource resource() {
            return new Resource.Group(group.id());
        }

        @Override
        public Action toKnowOf() {
            return Action.READ_GROUP;
        }

        @Override
        public UUID id() {
            return group.id();
        }
    }

    record OfMembership(Group group, User user) implements Found {
        @Override
        public Resource resource() {
            return new Resource.Membership(group.id(), user.id());
        }

        @Override
        public Action toKnowOf() {
            return Action.READ_GROUP;
        }

        @Override
        public UUID id() {
            return group.id();
        }
    }

    record OfDomain(UUID domain) implements Found {
        @Override
        public Resource resource() {
            return new Resource.Domain(domain);
        }

        @Override
        public @Nullable Action toKnowOf() {
            return null;
        }

        @Override
        public @Nullable UUID id() {
            return null;
        }
    }
}
