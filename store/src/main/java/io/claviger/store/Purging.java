package io.claviger.store;

import io.claviger.Clock;
import io.claviger.operation.Reader.Replay;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes away what has run its time and would otherwise only grow: answers kept for retries, sign-ins that have ended, and
 * their tokens' revocations. The log keeps what it says of them.
 */
public final class Purging {
    private static final Duration EVERY = Duration.ofMinutes(10);
    /** So that no token that was given out outlives the row that ends it. */
    private static final Duration ENDED_SESSIONS = Duration.ofDays(1);

    private static final int AT_ONCE = 1_000;
    private static final String REPLAYS = """
            DELETE FROM idempotency WHERE (domain, caller, request_key) IN
            (SELECT domain, caller, request_key FROM idempotency WHERE created_at < ? LIMIT %d)
            """.formatted(AT_ONCE);
    /** Revoked, at their end, or of a user who is gone or has another password since. */
    private static final String ENDED = """
            (s.revoked_at < ? OR s.ends_at < ? OR NOT EXISTS (SELECT 1 FROM user_account u
             WHERE u.domain = s.domain AND u.id = s.user_id AND u.credential_revision = s.credential_revision))
            """;

    private static final String TOKENS = """
            DELETE FROM revoked_token WHERE (domain, session, nonce) IN
            (SELECT t.domain, t.session, t.nonce FROM revoked_token t
             JOIN session s ON s.domain = t.domain AND s.id = t.session WHERE %s LIMIT %d)
            """.formatted(ENDED, AT_ONCE);
    private static final String SESSIONS = """
            DELETE FROM session WHERE (domain, id) IN
            (SELECT s.domain, s.id FROM session s WHERE %s
             AND NOT EXISTS (SELECT 1 FROM revoked_token t WHERE t.domain = s.domain AND t.session = s.id) LIMIT %d)
            """.formatted(ENDED, AT_ONCE);

    private final SqlStore store;
    private final Clock clock;
    private long last;

    public Purging(SqlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.last = clock.nanos();
    }

    /** To be called often; does something every ten minutes. */
    public void purgeWhenDue() {
        long now = clock.nanos();
        if (now - last >= EVERY.toNanos()) {
            last = now;
            purge();
        }
    }

    /** Takes away all that there is, a thousand rows a transaction, so that no other writer waits long. */
    void purge() {
        Instant now = clock.now();
        long replays = Micros.of(now.minus(Replay.KEPT));
        long ended = Micros.of(now.minus(ENDED_SESSIONS));
        while (deleted(REPLAYS, replays) == AT_ONCE) {}
        while (deleted(TOKENS, ended, ended) == AT_ONCE) {}
        while (deleted(SESSIONS, ended, ended) == AT_ONCE) {}
    }

    private int deleted(String sql, Object... before) {
        return store.log(session -> session.sql().update(sql, before));
    }
}
