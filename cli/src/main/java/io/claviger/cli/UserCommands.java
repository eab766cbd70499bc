package io.claviger.cli;

import io.claviger.api.SecretValue;
import io.claviger.client.ApiClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Users. */
@Command(
        name = "user",
        description = "Makes users, shows them, changes passwords.",
        footer = {"", "Example:", "  claviger user create alice --password-file alice.password"})
final class UserCommands {
    private static final String[] SHOWN = {"username", "user_id", "name", "email", "created_at", "last_login", "groups"
    };

    @Command(
            name = "create",
            description = "Makes a user.",
            footer = {"", "Example:", "  claviger user create alice --group 'Key Users' --password-file alice.password"
            })
    int create(
            @Mixin Target target,
            @Parameters(paramLabel = "USERNAME") String username,
            @Option(names = "--password-file", description = "Default: asks the terminal.") @Nullable Path passwordFile,
            @Option(names = "--name") @Nullable String name,
            @Option(names = "--email") @Nullable String email,
            @Option(names = "--group", description = "Puts him into it; again for more.") @Nullable
                    List<String> groups) {
        try (SecretValue password = Passwords.read(passwordFile, "Password of " + username)) {
            Map<String, Object> made = target.signedIn(api -> {
                Map<String, Object> user = api.send(
                        "POST",
                        "/usermgmt/users",
                        out -> out.beginObject()
                                .field("username", username)
                                .field("name", name)
                                .field("email", email)
                                .secret("password", password)
                                .endObject());
                for (String group : groups == null ? List.<String>of() : groups) {
                    api.post(GroupCommands.member(group, String.valueOf(user.get("user_id"))));
                }
                return user;
            });
            return new Printer(target.json()).object(made, SHOWN);
        }
    }

    @Command(
            name = "list",
            description = "Lists users.",
            footer = {"", "Example:", "  claviger user list --group 'Key Users'"})
    int list(
            @Mixin Target target,
            @Option(names = "--username", description = "Exact, or with * and ?.") @Nullable String username,
            @Option(names = "--group") @Nullable String group,
            @Option(names = "--limit", defaultValue = "50") String limit) {
        String path = "/usermgmt/users"
                + Paths.query("limit", limit, "username", username, "groups", group, "return_groups", "true");
        return new Printer(target.json()).table(target.signedIn(api -> api.get(path)), SHOWN);
    }

    @Command(
            name = "show",
            description = "Shows a user; without a name, the one signed in.",
            footer = {"", "Example:", "  claviger user show alice"})
    int show(@Mixin Target target, @Parameters(paramLabel = "USERNAME", arity = "0..1") @Nullable String username) {
        Map<String, Object> user =
                target.signedIn(api -> username == null ? api.get("/auth/self/user") : api.get(path(api, username)));
        return new Printer(target.json()).object(user, SHOWN);
    }

    @Command(
            name = "delete",
            description = "Takes a user away.",
            footer = {"", "Example:", "  claviger user delete alice"})
    int delete(@Mixin Target target, @Parameters(paramLabel = "USERNAME") String username) {
        target.signedIn(api -> api.delete(path(api, username)));
        return 0;
    }

    @Command(
            name = "password",
            description = "Changes a password by the old one.",
            footer = {"", "Example:", "  claviger user password admin --new-password-file fresh.password"})
    int password(
            @Mixin Target target,
            @Parameters(paramLabel = "USERNAME", defaultValue = "admin") String username,
            @Option(
                            names = "--password-file",
                            description = "The old one. Default: asks; for a fresh admin its own file.")
                    @Nullable
                    Path oldFile,
            @Option(names = "--new-password-file", description = "Default: asks the terminal.") @Nullable
                    Path newFile) {
        Path initial = target.home().resolve("initial-admin-password");
        boolean fresh = target.local() && username.equals("admin") && Files.isReadable(initial);
        try (SecretValue old = Passwords.read(oldFile == null && fresh ? initial : oldFile, "Old password");
                SecretValue next = Passwords.read(newFile, "New password");
                ApiClient api = target.anonymous()) {
            api.send(
                    "PATCH",
                    "/auth/changepw",
                    out -> out.beginObject()
                            .field("username", username)
                            .secret("password", old)
                            .secret("new_password", next)
                            .endObject());
        }
        System.out.println("password of " + username + " changed; its sessions have ended");
        return 0;
    }

    static String path(ApiClient api, String username) {
        return "/usermgmt/users/" + Paths.segment(id(api, username));
    }

    /** The id of a user by name; an id stays as it is. */
    static String id(ApiClient api, String username) {
        if (username.startsWith("local|")) {
            return username;
        }
        Object found = api.get("/usermgmt/users" + Paths.query("username", username, "limit", "1"))
                .get("resources");
        if (found instanceof List<?> users && !users.isEmpty() && users.getFirst() instanceof Map<?, ?> user) {
            return String.valueOf(user.get("user_id"));
        }
        throw new Usage("there is no user " + username);
    }
}
