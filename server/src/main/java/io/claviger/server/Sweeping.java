package io.claviger.server;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due once a second; what fails is tried again a second later and keeps nothing else from being done. */
final class Sweeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final long PAUSE_S = 1;

    private final List<Runnable> works;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    Sweeping(List<Runnable> works) {
        this.works = List.copyOf(works);
        this.thread = Thread.ofPlatform().name("sweeper").daemon(true).start(this::loop);
    }

    private void loop() {
        try {
            while (!stop.await(PAUSE_S, TimeUnit.SECONDS)) {
                works.forEach(Sweeping::run);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("due work could not be done: {}", failed.getMessage());
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
