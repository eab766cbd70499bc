package io.claviger.identity;

import io.claviger.KmsException.TooMany;
import io.claviger.crypto.Argon2id;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.SecretBytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes and checks password hashes: Argon2id, two at a time, since each takes 19 MiB and some ten milliseconds of a core.
 * An unknown user costs as much as a known one, so that the time tells nothing.
 */
public final class PasswordVerifier {
    private static final int AT_ONCE = 2;
    private static final int QUEUE = 256;
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int SALT = 16;

    private final Argon2id argon2;
    private final SecureRandom random;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);

    public PasswordVerifier(SecureRandom random) {
        this.argon2 = new Argon2id();
        this.random = random;
    }

    public Credential hash(UUID domain, UUID user, SecretBytes password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        Argon2id.Params cost = Argon2id.Params.DEFAULT;
        Bytes hash = bounded(password, Bytes.taking(salt), cost);
        return new Credential(
                domain, user, Bytes.copyOf(salt), hash, cost.memoryKib(), cost.iterations(), cost.parallelism(), 0);
    }

    /** Constant work, whether there is a credential or not. */
    public boolean matches(Optional<Credential> credential, SecretBytes password) {
        Bytes salt = credential.map(Credential::salt).orElse(Bytes.taking(new byte[SALT]));
        Argon2id.Params cost = credential
                .map(c -> new Argon2id.Params(c.memoryKib(), c.iterations(), c.parallelism()))
                .orElse(Argon2id.Params.DEFAULT);
        Bytes hash = bounded(password, salt, cost);
        return credential.isPresent() && credential.get().hash().equals(hash);
    }

    private Bytes bounded(SecretBytes password, Bytes salt, Argon2id.Params cost) {
        if (slots.getQueueLength() >= QUEUE) {
            throw new TooMany("sign-ins at once", Duration.ofSeconds(1));
        }
        try {
            if (!slots.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooMany("sign-ins at once", Duration.ofSeconds(1));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TooMany("sign-ins at once", Duration.ofSeconds(1));
        }
        try {
            return argon2.hash(password, salt, cost);
        } finally {
            slots.release();
        }
    }
}
