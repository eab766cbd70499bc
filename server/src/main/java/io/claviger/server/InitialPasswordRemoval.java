package io.claviger.server;

import io.claviger.identity.Directory;
import io.claviger.operation.Effect;
import io.claviger.store.FirstStart;
import java.util.List;
import java.util.function.Consumer;

/** Takes the file with the initial password away as soon as it is no longer the password. */
final class InitialPasswordRemoval implements Consumer<List<Effect>> {
    private final Home home;
    private final Directory directory;

    InitialPasswordRemoval(Home home, Directory directory) {
        this.home = home;
        this.directory = directory;
    }

    @Override
    public void accept(List<Effect> effects) {
        for (Effect effect : effects) {
            boolean changed = effect instanceof Effect.UserPut(var user)
                    && user.username().equals("admin")
                    && user.credentialRevision() > FirstStart.GENERATED;
            boolean gone = effect instanceof Effect.UserGone
                    && directory.userNamed("admin").isEmpty();
            if (changed || gone) {
                home.delete(home.initialPassword());
            }
        }
    }
}
