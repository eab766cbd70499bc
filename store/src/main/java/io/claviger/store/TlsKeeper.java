package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.audit.AuditEvent;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.x509.LocalAuthority;
import io.claviger.custody.Custody;
import io.claviger.custody.SystemKey;
import io.claviger.custody.SystemKey.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Renews the server's certificate a month before it ends: a new key, the same names, on record. */
public final class TlsKeeper {
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final KeySpec P256 = KeySpec.withDefaults(Algorithm.EC, null, Curve.P256);

    private final SqlStore store;
    private final Deployment deployment;
    private final UUID node;
    private final Ids ids;
    private final Clock clock;

    public TlsKeeper(SqlStore store, Deployment deployment, UUID node, Ids ids, Clock clock) {
        this.store = store;
        this.deployment = deployment;
        this.node = node;
        this.ids = ids;
        this.clock = clock;
    }

    /** True when there is another certificate now, which the doors are to show. */
    public boolean renewWhenDue() {
        SystemKey old = deployment.systemKey(Purpose.TLS);
        Instant now = clock.now();
        if (now.isBefore(LocalAuthority.endsAt(old.certificate()).minus(AHEAD))) {
            return false;
        }
        SystemKey renewed = renewed(old, now);
        store.log(session -> {
            session.rows().insert(HierarchyRows.row(renewed));
            return session.append(LogRow.of(AuditEvent.ofServer(
                    ids.next(),
                    now,
                    node,
                    renewed.domain(),
                    "ReCertify",
                    renewed.id(),
                    AuditEvent.SUCCESS,
                    "SHA-256 " + LocalAuthority.sha256Fingerprint(renewed.certificate()),
                    1)));
        });
        deployment.succeed(renewed);
        return true;
    }

    private SystemKey renewed(SystemKey old, Instant now) {
        Custody custody = deployment.custody();
        GeneratedKey key = new KeyGeneration(custody.slab(), custody.random()).generate(P256);
        try (SecretBytes secret = key.secret();
                SecretBytes ca = deployment.unwrap(Purpose.CA)) {
            Bytes certificate = LocalAuthority.renewServer(
                    deployment.systemKey(Purpose.CA).certificate(),
                    ca,
                    key.publicKey(),
                    old.certificate(),
                    now,
                    Founding.TLS_VALIDITY,
                    custody.random());
            UUID id = ids.next();
            Custody.Wrapped wrap = custody.wrap(HierarchyRows.materialId(old.domain(), id, Purpose.TLS), secret);
            return new SystemKey(
                    old.domain(),
                    id,
                    Purpose.TLS,
                    old.version() + 1,
                    wrap.bytes(),
                    key.publicKey(),
                    certificate,
                    wrap.kekVersion(),
                    now,
                    0);
        }
    }
}
