package io.claviger.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a server until a signal ends it; starts it anew when an operator has let one go on that was held. */
final class Daemon {
    private static final long WATCH_S = 1;

    private final Options options;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Server server;
    private int status;

    Daemon(Options options) {
        this.options = options;
        this.server = Server.start(options);
    }

    /** Returns when the process ends; the hook says with what status. */
    void run() {
        // The JVM's own end by a signal is 143; a hook that halts decides otherwise.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop()), "stop"));
        greet();
        try {
            while (!stopping.await(WATCH_S, TimeUnit.SECONDS)) {
                watch();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void watch() {
        if (stopping.getCount() > 0 && server.watch()) {
            status = 1;
            closeAnyhow();
            server = Server.start(options);
            status = 0;
            greet();
        }
    }

    /** What does not end well is begun anew all the same: the start looks at everything. */
    private void closeAnyhow() {
        try {
            server.close();
        } catch (RuntimeException failed) {
            System.err.println("claviger: starts anew after a stop that was not clean: " + failed.getMessage());
        }
    }

    private void greet() {
        if (server.withheld()) {
            System.err.print(server.standing());
        } else {
            System.out.print(server.greeting());
        }
    }

    private synchronized int stop() {
        stopping.countDown();
        try {
            server.close();
            return status;
        } catch (RuntimeException failed) {
            System.err.println("claviger: the stop was not clean: " + failed.getMessage());
            return 1;
        }
    }
}
