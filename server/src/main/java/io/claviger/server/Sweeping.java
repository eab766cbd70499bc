package io.claviger.server;

import io.claviger.operation.Sweeper;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sweeper, and keeps wraps reserved, once a second; what fails is tried again a second later. */
final class Sweeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
    private static final long PAUSE_S = 1;

    private final Sweeper sweeper;
    private final Runnable also;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** @param also what else is to be done every second */
    Sweeping(Sweeper sweeper, Runnable also) {
        this.sweeper = sweeper;
        this.also = also;
        this.thread = Thread.ofPlatform().name("sweeper").daemon(true).start(this::loop);
    }

    private void loop() {
        try {
            while (!stop.await(PAUSE_S, TimeUnit.SECONDS)) {
                sweep();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            sweeper.sweep();
            also.run();
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
