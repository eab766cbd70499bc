package io.claviger.cli;

import io.claviger.client.ApiFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/**
 * Exit codes: 0 done; 1 failed, or a check that did not hold; 2 wrong use; 3 not signed in or not allowed; 4 not there; 5
 * in the way of what is there; 6 no answer.
 */
@Command(
        name = "claviger",
        description = "A key manager that follows NIST SP 800-57.",
        mixinStandardHelpOptions = true,
        version = "claviger 0.1.0",
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Run the server with `claviger serve`, the tests with `claviger test`.",
            "",
            "Example:",
            "  claviger login && claviger key create payroll",
            "  echo -n 'attack at dawn' | claviger crypto encrypt payroll"
        },
        subcommands = {
            LoginCommand.class,
            KeyCommands.class,
            CryptoCommands.class,
            UserCommands.class,
            GroupCommands.class,
            AuditCommands.class,
            RecoverCommands.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            if (failure instanceof ApiFailure api) {
                command.getErr().println("claviger: " + api.getMessage());
                return exitCode(api.status());
            }
            if (failure instanceof Usage usage) {
                command.getErr().println("claviger: " + usage.getMessage());
                return 2;
            }
            if (failure instanceof IOException || failure instanceof UncheckedIOException) {
                command.getErr().println("claviger: cannot read or write: " + failure.getMessage());
                return 1;
            }
            if (failure instanceof RuntimeException) {
                command.getErr().println("claviger: " + failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(line.execute(arguments));
    }

    static int exitCode(int status) {
        return switch (status) {
            case 0 -> 6;
            case 401, 403 -> 3;
            case 404 -> 4;
            case 409, 412 -> 5;
            default -> 1;
        };
    }
}
