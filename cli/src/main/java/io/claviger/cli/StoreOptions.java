package io.claviger.cli;

import io.claviger.store.verify.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the rows of a home are when they are not in its own SQLite file: as its server was told last, or as said here. */
final class StoreOptions {
    @Option(names = "--store-url", description = "jdbc:postgresql://… Default: where the home's server has them.")
    private @Nullable String url;

    @Option(names = "--store-user", description = "Default: claviger.", defaultValue = "claviger")
    private String user = "claviger";

    @Option(names = "--store-password-file")
    private @Nullable Path passwordFile;

    LogSource source(Path home) throws IOException {
        if (url != null) {
            return postgresql(home, url, user, passwordFile);
        }
        Path elsewhere = home.resolve("node/store");
        if (!Files.exists(elsewhere)) {
            return LogSource.home(home);
        }
        List<String> told = Files.readAllLines(elsewhere);
        if (told.size() != 3) {
            throw new Usage("%s does not say where the rows are; say it with --store-url".formatted(elsewhere));
        }
        return postgresql(home, told.get(0), told.get(1), told.get(2).isEmpty() ? null : Path.of(told.get(2)));
    }

    private static LogSource postgresql(Path home, String url, String user, @Nullable Path passwordFile)
            throws IOException {
        String password =
                passwordFile == null ? null : Files.readString(passwordFile).strip();
        return LogSource.postgresql(home, url, user, password);
    }
}
