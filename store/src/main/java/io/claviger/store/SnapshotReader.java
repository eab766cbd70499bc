package io.claviger.store;

import io.claviger.KmsException.Broken;
import io.claviger.identity.Credential;
import io.claviger.identity.Directory;
import io.claviger.identity.Group;
import io.claviger.identity.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads outside the writer. Who is who it asks the directory, which was checked as a whole and changes only by commits. */
final class SnapshotReader extends SqlReader {
    private static final int TRIES = 100;

    private final Directory directory;

    SnapshotReader(
            Sql sql,
            SealedRows rows,
            SealedSets sets,
            NewestLeaves newest,
            AuditQueries audit,
            Directory directory,
            Instant now) {
        super(sql, rows, sets, newest, audit, now);
        this.directory = directory;
    }

    @Override
    public Optional<User> user(UUID domain, UUID id) {
        return directory.user(id);
    }

    @Override
    public Optional<Group> group(UUID domain, String nameOrId) {
        return directory.groupNamed(nameOrId).or(() -> IdText.parse(nameOrId).flatMap(directory::group));
    }

    @Override
    public boolean administrator(UUID domain, UUID user) {
        return directory.administrator(user);
    }

    @Override
    public boolean member(UUID domain, UUID group, UUID user) {
        return directory.groupsOf(user).contains(group);
    }

    /** The set in memory may be ahead of this snapshot while a new password is being committed: then look again. */
    @Override
    public Optional<Credential> credential(UUID domain, UUID user) {
        for (int attempt = 1; ; attempt++) {
            try {
                return super.credential(domain, user);
            } catch (Broken ahead) {
                if (attempt == TRIES) {
                    throw ahead;
                }
                restart();
            }
        }
    }
}
