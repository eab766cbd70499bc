package io.claviger.operation;

import io.claviger.identity.Directory;
import io.claviger.identity.Sessions;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what is in memory true: the store's writer calls it after each commit, in order and before anybody is told, so that
 * a change is seen by the very next request.
 */
public final class Coherence implements Consumer<List<Effect>> {
    private final Directory directory;
    private final Sessions sessions;
    private final KeyRing ring;

    public Coherence(Directory directory, Sessions sessions, KeyRing ring) {
        this.directory = directory;
        this.sessions = sessions;
        this.ring = ring;
    }

    @Override
    public void accept(List<Effect> effects) {
        effects.forEach(this::apply);
    }

    private void apply(Effect effect) {
        switch (effect) {
            case Effect.KeyChanged(var key) -> ring.forget(key);
            case Effect.KeyLoaded(var key, var target) -> {
                key.committed();
                ring.put(key, target);
            }
            case Effect.UserPut(var user) -> directory.put(user);
            case Effect.UserGone(var user) -> directory.removeUser(user);
            case Effect.GroupPut(var group) -> directory.put(group);
            case Effect.GroupGone(var group) -> directory.removeGroup(group);
            case Effect.Joined(var membership) -> directory.add(membership);
            case Effect.Left(var membership) -> directory.remove(membership);
            case Effect.SessionPut(var session) -> sessions.put(session);
            case Effect.TokenRevoked(var token) -> sessions.revoke(token);
        }
    }
}
