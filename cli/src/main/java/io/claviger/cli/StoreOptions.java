package io.claviger.cli;

import io.claviger.store.verify.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the rows of a home are when they are not in its own SQLite file. */
final class StoreOptions {
    @Option(names = "--store-url", description = "jdbc:postgresql://… Default: the home's own database.")
    private @Nullable String url;

    @Option(names = "--store-user", description = "Default: claviger.", defaultValue = "claviger")
    private String user = "claviger";

    @Option(names = "--store-password-file")
    private @Nullable Path passwordFile;

    LogSource source(Path home) throws IOException {
        if (url == null) {
            return LogSource.home(home);
        }
        String password =
                passwordFile == null ? null : Files.readString(passwordFile).strip();
        return LogSource.postgresql(home, url, user, password);
    }
}
