package io.claviger.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claviger key life …}: what ends or resumes a key. */
@Command(
        name = "life",
        description = "Ends a key, puts it away, or takes it back.",
        footer = {"", "Example:", "  claviger key life revoke payroll --reason CessationOfOperation"})
final class KeyLifeCommands {
    @Command(
            name = "revoke",
            description = "Takes a key out of use.",
            footer = {"", "Example:", "  claviger key life revoke payroll --reason KeyCompromise"})
    int revoke(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--reason", defaultValue = "Unspecified") String reason,
            @Option(names = "--message", defaultValue = "") String message) {
        return act(target, name, "revoke", reason, message);
    }

    @Command(
            name = "reactivate",
            description = "Makes a deactivated key active again, where the preset allows it.",
            footer = {"", "Example:", "  claviger key life reactivate payroll"})
    int reactivate(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--message", defaultValue = "") String message) {
        return act(target, name, "reactivate", "DeactivatedToActive", message);
    }

    @Command(
            name = "archive",
            description = "Puts a key away.",
            footer = {"", "Example:", "  claviger key life archive payroll"})
    int archive(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        return act(target, name, "archive", null, null);
    }

    @Command(
            name = "recover",
            description = "Takes an archived key back.",
            footer = {"", "Example:", "  claviger key life recover payroll"})
    int recover(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        return act(target, name, "recover", null, null);
    }

    @Command(
            name = "destroy",
            description = "Removes a key's material for good; its record stays.",
            footer = {"", "Example:", "  claviger key life destroy payroll"})
    int destroy(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        return act(target, name, "destroy", null, null);
    }

    @Command(
            name = "delete",
            description = "Destroys the newest version and takes it out of every list.",
            footer = {"", "Example:", "  claviger key life delete payroll"})
    int delete(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        target.signedIn(api -> api.delete(Paths.key(name, "")));
        return 0;
    }

    private static int act(
            Target target, String name, String action, @Nullable String reason, @Nullable String message) {
        String path = Paths.key(name, "/" + action);
        return KeyCommands.show(
                target,
                target.signedIn(api -> reason == null
                        ? api.post(path)
                        : api.send(
                                "POST",
                                path,
                                out -> out.beginObject()
                                        .field("reason", reason)
                                        .field("message", message == null || message.isEmpty() ? null : message)
                                        .endObject())));
    }
}
