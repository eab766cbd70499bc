package io.claviger.server;

import io.claviger.KmsException;
import io.claviger.rootkey.RootKeyRefused;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

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
            Server server = Server.start(options);
            System.out.print(server.greeting());
            if (all.getFirst().equals("train")) {
                Training.run(server);
                server.close();
                return;
            }
            waitForSignal(server);
        } catch (Refused | RootKeyRefused | KmsException why) {
            System.err.println("claviger: " + why.getMessage());
            System.exit(1);
        }
    }

    /** The JVM's own end by a signal is 143; a hook that halts decides otherwise. */
    private static void waitForSignal(Server server) {
        var never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            int status = 0;
                            try {
                                server.close();
                            } catch (RuntimeException failed) {
                                System.err.println("claviger: the stop was not clean: " + failed.getMessage());
                                status = 1;
                            }
                            Runtime.getRuntime().halt(status);
                        },
                        "stop"));
        try {
            never.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
