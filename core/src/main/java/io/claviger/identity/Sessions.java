package io.claviger.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sessions in memory, each with its revoked sign-ins; changed only by what was committed. */
public final class Sessions {
    private static final int MAX = 100_000;

    /** A session and the nonces of those of its sign-ins that were revoked. */
    public record Known(Session session, Set<String> revoked) {
        public Known {
            revoked = Set.copyOf(revoked);
        }
    }

    private final Cache<UUID, Known> known =
            Caffeine.newBuilder().maximumSize(MAX).build();

    public @Nullable Known find(UUID session) {
        return known.getIfPresent(session);
    }

    public void put(Known session) {
        known.put(session.session().id(), session);
    }

    public void put(Session session) {
        known.asMap().merge(session.id(), new Known(session, Set.of()), (old, _) -> new Known(session, old.revoked()));
    }

    public void revoke(RevokedToken token) {
        known.asMap().computeIfPresent(token.session(), (_, old) -> {
            Set<String> nonces = ConcurrentHashMap.newKeySet();
            nonces.addAll(old.revoked());
            nonces.add(token.nonce());
            return new Known(old.session(), nonces);
        });
    }
}
