package io.claviger;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes UUIDv7 (RFC 9562, section 5.7): milliseconds, then 74 random bits and no counter, so that none can be guessed. */
public final class Ids {
    private static final int BUFFER = 4096;

    private final Clock clock;
    private final SecureRandom random;
    private final byte[] buffer = new byte[BUFFER];
    private int next = BUFFER;

    public Ids(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long millis = clock.now().toEpochMilli();
        long high;
        long low;
        synchronized (buffer) {
            if (next + 16 > BUFFER) {
                random.nextBytes(buffer);
                next = 0;
            }
            high = take();
            low = take();
        }
        long most = (millis << 16) | 0x7000L | (high & 0x0FFFL);
        long least = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** Bytes are wiped as they are taken, so that no later dump tells what was given out. */
    private long take() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (buffer[next] & 0xFF);
            buffer[next++] = 0;
        }
        return value;
    }
}
