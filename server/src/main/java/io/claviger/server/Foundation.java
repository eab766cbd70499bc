package io.claviger.server;

import io.claviger.Ids;
import io.claviger.crypto.ProcessGuard;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.SelfTests;
import io.claviger.custody.RootKey;
import io.claviger.rootkey.RootKeys;
import io.claviger.store.Database;
import io.claviger.store.Deployment;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * What must stand before anything can be asked: locked memory, algorithms that work, the root key, the database, custody.
 *
 * @param clock that decides by; it tells no time when it went back
 * @param wall the machine's, for the log: what happens goes on record whatever the clock says
 */
record Foundation(
        Home home,
        UUID node,
        GuardedClock clock,
        SystemClock wall,
        Ids ids,
        SecureRandom random,
        SecretSlab slab,
        RootKey root,
        Database database,
        Deployment deployment)
        implements AutoCloseable {

    /**
     * @param migrate whether the database may be brought up to this version
     * @throws Refused with the one line that says what is missing
     */
    static Foundation lay(Options options, Home home, boolean migrate) {
        var random = new SecureRandom();
        var wall = new SystemClock();
        var clock = new GuardedClock(wall);
        // Ids are made whatever the time is: an answer that the clock is wrong has one.
        var ids = new Ids(wall, random);
        SecretSlab slab = lockMemory();
        SelfTests.run(slab);
        FirstStarts.requirePassword(home, slab, System::getenv);
        UUID node = home.nodeId(ids::next);
        var keys = new RootKeys(home.root(), slab, random);
        if (!keys.exists() && Files.exists(home.node().resolve("checkpoint"))) {
            throw new Refused(
                    "the root key is missing from %s; put back the one that this home had".formatted(home.root()));
        }
        RootKey root = RootKeyOpening.open(keys, options, slab, System::getenv);
        Database database = DatabaseOpening.open(options, home);
        try {
            if (migrate) {
                database.migrate();
            }
            requireNotEmptied(database, home);
            Deployment deployment = Deployment.open(
                    database,
                    root,
                    () -> FirstStarts.gather(options, home, node, root, database, slab, random, System::getenv),
                    slab,
                    random,
                    ids,
                    clock);
            FirstStarts.requireUnchanged(options, deployment.settings());
            BindRule.require(options, deployment.directory());
            return new Foundation(home, node, clock, wall, ids, random, slab, root, database, deployment);
        } catch (RuntimeException | Error failed) {
            database.close();
            root.close();
            throw failed;
        }
    }

    /** An empty database is founded anew only where no log has ever been signed. */
    private static void requireNotEmptied(Database database, Home home) {
        if (!Deployment.exists(database) && Files.exists(home.node().resolve("checkpoint"))) {
            throw new Refused("the database is empty, and this home is not; put back the one that it had");
        }
    }

    private static SecretSlab lockMemory() {
        boolean guarded = "1".equals(System.getenv("CLAVIGER_PROFILE")) || ProcessGuard.close();
        Warnings.print(Memory.SLAB, guarded);
        return Memory.SLAB;
    }

    /** One a process, since locked memory is never given back. */
    private static final class Memory {
        private static final SecretSlab SLAB = SecretSlab.open();
    }

    @Override
    public void close() {
        deployment.custody().close();
        database.close();
        root.close();
    }
}
