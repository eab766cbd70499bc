package io.claviger.store;

import io.claviger.Ids;
import io.claviger.crypto.Bytes;
import io.claviger.custody.Custody;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Directory;
import io.claviger.operation.Effect;
import io.claviger.operation.Store;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A test's world on a real database. */
final class SqlGround implements TestWorld.Ground {
    private final Database database;
    private final Deployment deployment;
    private final TestClock clock;
    private final Ids ids;
    private @Nullable SqlStore store;

    SqlGround(Database database, TestClock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        database.migrate();
        deployment = Deployment.open(
                database, TestWorld.rootKey(), SqlGround::firstStart, TestWorld.SLAB, TestWorld.RANDOM, ids, clock);
    }

    static TestWorld.Place at(Supplier<Database> database) {
        return (clock, ids) -> new SqlGround(database.get(), clock, ids);
    }

    static FirstStart firstStart() {
        return new FirstStart(
                TestWorld.NODE,
                TestWorld.secret("initial password"),
                true,
                Map.of("lifecycle.preset", "sp800-57-r5"),
                "localhost",
                List.of("localhost"),
                List.of("127.0.0.1"),
                "test");
    }

    Deployment deployment() {
        return deployment;
    }

    SqlStore store() {
        return Objects.requireNonNull(store);
    }

    KekKeeper keks() {
        return new KekKeeper(store(), custody(), TestWorld.NODE, ids, clock);
    }

    @Override
    public Custody custody() {
        return deployment.custody();
    }

    @Override
    public SystemKeys systemKeys() {
        return deployment.openSystemKeys();
    }

    @Override
    public Directory directory() {
        return deployment.directory();
    }

    @Override
    public Store store(Consumer<List<Effect>> coherence, Consumer<List<Bytes>> log) {
        store = new SqlStore(database, deployment, AuditQueries.NONE, clock, ids, coherence, log);
        keks().keep();
        return store;
    }

    @Override
    public void close() {
        store().close();
        deployment.custody().close();
        database.close();
    }
}
