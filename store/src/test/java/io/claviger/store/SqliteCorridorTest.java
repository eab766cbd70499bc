package io.claviger.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCorridorTest extends CorridorContract {
    @TempDir
    private Path folder;

    @Override
    Database empty() {
        return again();
    }

    @Override
    Database again() {
        return Database.sqlite(folder.resolve("test.db"));
    }
}
