package io.claviger.operation;

import io.claviger.KmsException.NotFound;
import io.claviger.key.KeyRef;
import java.util.UUID;

/** How an operation names what it is done to. */
public sealed interface Target<F extends Found> {
    /** @throws NotFound when there is none */
    F find(UUID domain, Reader reader);

    record OfKey(KeyRef ref) implements Target<Found.OfKey> {
        @Override
        public Found.OfKey find(UUID domain, Reader reader) {
            return reader.key(domain, ref).orElseThrow(NotFound::new);
        }
    }

    record OfUser(UUID id) implements Target<Found.OfUser> {
        @Override
        public Found.OfUser find(UUID domain, Reader reader) {
            var user = reader.user(domain, id).orElseThrow(NotFound::new);
            return new Found.OfUser(user, reader.administrator(domain, id));
        }
    }

    /** @param name or id of the group */
    record OfGroup(String name) implements Target<Found.OfGroup> {
        @Override
        public Found.OfGroup find(UUID domain, Reader reader) {
            return new Found.OfGroup(reader.group(domain, name).orElseThrow(NotFound::new));
        }
    }

    record OfMembership(String group, UUID user) implements Target<Found.OfMembership> {
        @Override
        public Found.OfMembership find(UUID domain, Reader reader) {
            return new Found.OfMembership(
                    reader.group(domain, group).orElseThrow(NotFound::new),
                    reader.user(domain, user).orElseThrow(NotFound::new));
        }
    }

    /** The caller's own domain. */
    record OfDomain() implements Target<Found.OfDomain> {
        @Override
        public Found.OfDomain find(UUID domain, Reader reader) {
            return new Found.OfDomain(domain);
        }
    }
}
