package io.claviger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Ids;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.x509.LocalAuthority;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.operation.TestClock;
import io.claviger.operation.TestWorld;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsKeeperTest {
    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final Ids ids = new Ids(clock, TestWorld.RANDOM);

    @Test
    void aCertificateIsRenewedAMonthBeforeItEndsForTheSameNames() throws Exception {
        Bytes first;
        Bytes second;
        try (var ground = ground()) {
            var keeper = new TlsKeeper(ground.store(), ground.deployment(), TestWorld.NODE, ids, clock);
            first = certificate(ground);
            clock.advance(Founding.TLS_VALIDITY.minus(Duration.ofDays(31)));
            assertThat(keeper.renewWhenDue()).isFalse();
            clock.advance(Duration.ofDays(2));
            assertThat(keeper.renewWhenDue()).isTrue();
            assertThat(keeper.renewWhenDue()).isFalse();
            second = certificate(ground);
        }
        assertThat(LocalAuthority.endsAt(second)).isAfter(LocalAuthority.endsAt(first));
        X509Certificate before = parsed(first);
        X509Certificate after = parsed(second);
        assertThat(List.copyOf(after.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(before.getSubjectAlternativeNames()));
        assertThat(after.getSubjectX500Principal()).isEqualTo(before.getSubjectX500Principal());
        assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
        try (var ground = ground()) {
            assertThat(certificate(ground)).isEqualTo(second);
            after.verify(parsed(ground.deployment().systemKey(Purpose.CA).certificate())
                    .getPublicKey());
        }
    }

    private SqlGround ground() {
        var ground = new SqlGround(Database.sqlite(folder.resolve("test.db")), clock, ids);
        ground.store(_ -> {}, _ -> {});
        return ground;
    }

    private static Bytes certificate(SqlGround ground) {
        return ground.deployment().systemKey(Purpose.TLS).certificate();
    }

    private static X509Certificate parsed(Bytes der) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
