package io.claviger.server;

import io.claviger.KmsException;
import io.claviger.rootkey.RootKeyRefused;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the server. Exit 0 after a clean stop, by a signal too; 1 with one line when it does not start. */
public final class Main {
    private static final String HELP = """
            Runs the key manager.

              claviger serve [--home DIR] [--bind ADDR] [--port 8443] [--kmip-port 5696]
                             [--metrics-port 9090] [--set name=value …]

            Port 0 takes any free port. The home folder is --home, else CLAVIGER_HOME, else ./data.

              claviger serve --set lifecycle.preset=ciphertrust-compat
            """;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> all = Arrays.asList(arguments);
        if (all.contains("--help") || all.isEmpty()) {
            System.out.print(HELP);
            return;
        }
        try {
            Options options = Options.parse(all.subList(1, all.size()), System::getenv);
            if (all.getFirst().equals("train")) {
                train(options);
            } else {
                new Daemon(options).run();
            }
        } catch (Refused | RootKeyRefused | KmsException | UncheckedIOException why) {
            System.err.println("claviger: " + oneLine(why));
            System.exit(1);
        }
    }

    /** What it is, and what the machine says of it. */
    private static String oneLine(RuntimeException why) {
        var all = new StringBuilder(String.valueOf(why.getMessage()));
        for (Throwable cause = why.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getCause() == null) {
                all.append(": ").append(cause.getMessage());
            }
        }
        return all.toString().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static void train(Options options) {
        try (Server server = Server.start(options)) {
            Training.run(server);
        }
    }
}
