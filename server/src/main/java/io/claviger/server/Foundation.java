package io.claviger.server;

import io.claviger.Ids;
import io.claviger.crypto.ProcessGuard;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.SelfTests;
import io.claviger.custody.RootKey;
import io.claviger.rootkey.RootKeys;
import io.claviger.store.Database;
import io.claviger.store.Deployment;
import java.security.SecureRandom;
import java.util.UUID;

/** What must stand before anything can be asked: locked memory, algorithms that work, the root key, the database, custody. */
record Foundation(
        Home home,
        UUID node,
        SystemClock clock,
        Ids ids,
        SecureRandom random,
        SecretSlab slab,
        RootKey root,
        Database database,
        Deployment deployment)
        implements AutoCloseable {

    /** @throws Refused with the one line that says what is missing */
    static Foundation lay(Options options, Home home) {
        var random = new SecureRandom();
        var clock = new SystemClock();
        var ids = new Ids(clock, random);
        SecretSlab slab = lockMemory();
        SelfTests.run(slab);
        FirstStarts.requirePassword(home, slab, System::getenv);
        UUID node = home.nodeId(ids::next);
        RootKey root = RootKeyOpening.open(new RootKeys(home.root(), slab, random), options, slab, System::getenv);
        Database database = DatabaseOpening.open(options, home);
        try {
            database.migrate();
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
            return new Foundation(home, node, clock, ids, random, slab, root, database, deployment);
        } catch (RuntimeException | Error failed) {
            database.close();
            root.close();
            throw failed;
        }
    }

    private static SecretSlab lockMemory() {
        boolean guarded = "1".equals(System.getenv("CLAVIGER_PROFILE")) || ProcessGuard.close();
        SecretSlab slab = SecretSlab.open();
        Warnings.print(slab, guarded);
        return slab;
    }

    @Override
    public void close() {
        deployment.custody().close();
        database.close();
        root.close();
    }
}
