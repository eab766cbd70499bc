package io.claviger.store;

import io.claviger.operation.CorridorContract;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCorridorTest extends CorridorContract {
    @TempDir
    private Path folder;

    @Override
    protected TestWorld.Place empty() {
        return again();
    }

    @Override
    protected TestWorld.Place again() {
        return SqlGround.at(() -> Database.sqlite(folder.resolve("test.db")));
    }
}
