package io.claviger.server;

import io.claviger.identity.Directory;
import io.claviger.identity.SystemGroup;
import io.claviger.store.FirstStart;

/** Until somebody has chosen the administrator's password, the server answers on this machine only. */
final class BindRule {
    private BindRule() {}

    static void require(Options options, Directory directory) {
        boolean generated = directory.users().stream()
                .filter(user -> directory.groupsOf(user.id()).contains(SystemGroup.ADMIN.id()))
                .anyMatch(user -> user.username().equals("admin") && user.credentialRevision() == FirstStart.GENERATED);
        String bind = options.bind();
        if (bind != null && !bind.equals("127.0.0.1") && generated) {
            throw new Refused("--bind %s needs a password of admin that somebody chose; change the initial one first: "
                            .formatted(bind)
                    + "claviger user password admin");
        }
    }
}
