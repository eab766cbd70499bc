package io.claviger.cli;

import io.claviger.api.SecretValue;
import io.claviger.client.ApiClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs in and keeps the tokens for the commands that follow. */
@Command(
        name = "login",
        description = "Signs in. On a fresh home of this machine the initial password of admin is found by itself.",
        footer = {"", "Example:", "  claviger login --user alice --password-file alice.password"})
final class LoginCommand implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    @Option(names = "--user", description = "Default: admin.", defaultValue = "admin")
    private String user = "admin";

    @Option(names = "--password-file", description = "Default: asks the terminal.")
    private @Nullable Path passwordFile;

    @Override
    public Integer call() {
        Path initial = target.home().resolve("initial-admin-password");
        boolean fresh = target.local() && user.equals("admin") && Files.isReadable(initial);
        Path file = passwordFile == null && fresh ? initial : passwordFile;
        try (SecretValue password = Passwords.read(file, "Password of " + user);
                ApiClient client = target.anonymous()) {
            Map<String, Object> reply = client.send(
                    "POST",
                    "/auth/tokens",
                    out -> out.beginObject()
                            .field("grant_type", "password")
                            .field("username", user)
                            .secret("password", password)
                            .endObject());
            new TokenCache(target.base()).save(reply);
        }
        System.out.println("signed in as " + user);
        return 0;
    }
}
