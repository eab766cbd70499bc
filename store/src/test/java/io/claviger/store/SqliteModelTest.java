package io.claviger.store;

import io.claviger.operation.ModelContract;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteModelTest extends ModelContract {
    @TempDir
    private Path folder;

    @Override
    protected TestWorld.Place empty() {
        return SqlGround.at(() -> Database.sqlite(folder.resolve("test.db")));
    }

    @Override
    protected int steps() {
        return 2_000;
    }
}
