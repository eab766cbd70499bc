package io.claviger.store;

import io.claviger.Clock;
import io.claviger.Ids;
import io.claviger.RootDomain;
import io.claviger.audit.AuditEvent;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.x509.LocalAuthority;
import io.claviger.custody.Custody;
import io.claviger.custody.Kek;
import io.claviger.custody.RootKey;
import io.claviger.custody.SystemKey;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.identity.Credential;
import io.claviger.identity.Directory.Membership;
import io.claviger.identity.Group;
import io.claviger.identity.PasswordVerifier;
import io.claviger.identity.SystemGroup;
import io.claviger.identity.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A first start: makes the key hierarchy, the server's own keys, the system groups and the first administrator. */
final class Founding {
    private static final Duration CA_VALIDITY = Duration.ofDays(3650);
    static final Duration TLS_VALIDITY = Duration.ofDays(397);
    private static final String ADMIN = "admin";
    private static final int SYMMETRIC_BITS = 256;

    private final RootKey root;
    private final FirstStart first;
    private final SecretSlab slab;
    private final SecureRandom random;
    private final Ids ids;
    private final Instant now;
    private final UUID deployment;
    private final UUID domain = RootDomain.ID;

    Founding(RootKey root, FirstStart first, SecretSlab slab, SecureRandom random, Ids ids, Clock clock) {
        this.root = root;
        this.first = first;
        this.slab = slab;
        this.random = random;
        this.ids = ids;
        this.now = clock.now();
        this.deployment = ids.next();
    }

    /** Writes all of it in the transaction that {@code sql} is in; record 0 of the log says with what. */
    Custody found(Sql sql) {
        Custody.Founded founded =
                Custody.found(deployment, domain, root, slab, random, List.of(ids.next(), ids.next(), ids.next()), now);
        Custody custody = founded.custody();
        var rows = new SealedRows(sql, custody);
        rows.insert(Row.of(Tables.DEPLOYMENT, domain, deployment, now));
        for (Kek kek : founded.keks()) {
            rows.insert(HierarchyRows.row(kek));
        }
        systemKeys(custody).forEach(key -> rows.insert(HierarchyRows.row(key)));
        var sets = new SealedSets(domain);
        sets.found(rows, ids::next);
        var session = new SqlSession(sql, custody, sets, new SupersededLeaves(), _ -> {}, _ -> {});
        var tx = new SqlTransaction(session, AuditQueries.NONE, ids, now);
        first.settings().forEach((name, value) -> {
            Row row = Row.of(Tables.SETTING, domain, name, value, 0);
            sets.put(row, rows.insert(row));
        });
        people(tx);
        tx.record(recordZero());
        return custody;
    }

    private void people(SqlTransaction tx) {
        for (SystemGroup group : SystemGroup.values()) {
            tx.insert(new Group(domain, group.id(), group.label(), group.description(), now, now, 0));
        }
        UUID id = ids.next();
        Credential credential = new PasswordVerifier(random).hash(domain, id, first.adminPassword());
        long revision = first.passwordIsGenerated() ? FirstStart.GENERATED : FirstStart.GENERATED + 1;
        tx.insert(new User(domain, id, ADMIN, ADMIN, "", "", now, now, now, revision, 0));
        tx.put(credential);
        tx.add(domain, new Membership(SystemGroup.ADMIN.id(), id));
    }

    private List<SystemKey> systemKeys(Custody custody) {
        var keys = new ArrayList<SystemKey>();
        var generation = new KeyGeneration(slab, random);
        var p256 = KeySpec.withDefaults(Algorithm.EC, null, Curve.P256);
        GeneratedKey ca = generation.generate(p256);
        GeneratedKey tls = generation.generate(p256);
        Bytes caCertificate = LocalAuthority.selfSign(
                "Claviger local CA " + deployment, ca.secret(), ca.publicKey(), now, CA_VALIDITY, random);
        Bytes tlsCertificate = LocalAuthority.issueServer(
                caCertificate,
                ca.secret(),
                tls.publicKey(),
                first.commonName(),
                first.dnsNames(),
                first.ipAddresses(),
                now,
                TLS_VALIDITY,
                random);
        keys.add(asymmetric(custody, Purpose.CA, ca, caCertificate));
        keys.add(asymmetric(custody, Purpose.TLS, tls, tlsCertificate));
        keys.add(asymmetric(custody, Purpose.TOKEN_SIGNING, generation.generate(p256), Bytes.NONE));
        var ed25519 = KeySpec.withDefaults(Algorithm.ED25519, null, null);
        keys.add(asymmetric(custody, Purpose.CHECKPOINT, generation.generate(ed25519), Bytes.NONE));
        try (SecretBytes refresh = slab.random(SYMMETRIC_BITS / 8, random)) {
            keys.add(wrapped(custody, Purpose.REFRESH, refresh, Bytes.NONE, Bytes.NONE));
        }
        return keys;
    }

    private SystemKey asymmetric(Custody custody, Purpose purpose, GeneratedKey key, Bytes certificate) {
        try (SecretBytes secret = key.secret()) {
            return wrapped(custody, purpose, secret, key.publicKey(), certificate);
        }
    }

    private SystemKey wrapped(Custody custody, Purpose purpose, SecretBytes secret, Bytes spki, Bytes certificate) {
        UUID id = ids.next();
        Custody.Wrapped wrap = custody.wrap(HierarchyRows.materialId(domain, id, purpose), secret);
        return new SystemKey(domain, id, purpose, 1, wrap.bytes(), spki, certificate, wrap.kekVersion(), now, 0);
    }

    /** Versions, algorithms, kind of root of trust, and that the self-tests passed: what this log begins with. */
    private AuditEvent recordZero() {
        return AuditEvent.ofServer(
                ids.next(), now, first.node(), domain, "Initialize", null, AuditEvent.SUCCESS, first.facts(), 1);
    }
}
