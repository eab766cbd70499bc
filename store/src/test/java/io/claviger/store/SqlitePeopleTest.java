package io.claviger.store;

import io.claviger.operation.PeopleContract;
import io.claviger.operation.TestWorld;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlitePeopleTest extends PeopleContract {
    @TempDir
    private Path folder;

    @Override
    protected TestWorld.Place empty() {
        return SqlGround.at(() -> Database.sqlite(folder.resolve("test.db")));
    }
}
