package io.claviger.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The record of what happened. */
@Command(
        name = "audit",
        description = "Reads the record of what happened, and checks that nobody changed it.",
        footer = {"", "Example:", "  claviger audit verify"})
final class AuditCommands {
    private static final String[] COLUMNS = {
        "createdAt", "username", "action", "outcome", "target", "clientIP", "message"
    };

    @Command(
            name = "list",
            description = "Lists records, newest first.",
            footer = {"", "Example:", "  claviger audit list --limit 20"})
    int list(
            @Mixin Target target,
            @Option(names = "--skip", defaultValue = "0") String skip,
            @Option(names = "--limit", defaultValue = "20") String limit,
            @Option(names = "--action") @Nullable String action,
            @Option(names = "--success") @Nullable String success) {
        String path =
                "/audit/records" + Paths.query("skip", skip, "limit", limit, "action", action, "success", success);
        return new Printer(target.json()).table(target.signedIn(api -> api.get(path)), COLUMNS);
    }
}
