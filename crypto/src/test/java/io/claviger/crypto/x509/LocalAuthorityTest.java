package io.claviger.crypto.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretSlab;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalAuthorityTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TEN_YEARS = Duration.ofDays(3_652);
    private static final KeyGeneration GENERATION = new KeyGeneration(new SecretSlab(16, 1), RANDOM);
    private static final GeneratedKey CA = pair();
    private static final GeneratedKey SERVER = pair();
    private static final Bytes ROOT =
            LocalAuthority.selfSign("Claviger CA, of Rome", CA.secret(), CA.publicKey(), START, TEN_YEARS, RANDOM);

    private static GeneratedKey pair() {
        return GENERATION.generate(KeySpec.withDefaults(Algorithm.EC, null, Curve.P256));
    }

    private static Bytes server(List<String> names, List<String> addresses, Duration validity) {
        return LocalAuthority.issueServer(
                ROOT, CA.secret(), SERVER.publicKey(), "localhost", names, addresses, START, validity, RANDOM);
    }

    private static X509Certificate parsed(Bytes der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    @Test
    void the_root_signs_itself_and_may_sign_others() throws GeneralSecurityException {
        var root = parsed(ROOT);
        root.verify(root.getPublicKey());
        assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
        assertThat(root.getSubjectX500Principal().getName()).isEqualTo("CN=Claviger CA\\, of Rome");
        assertThat(root.getBasicConstraints()).isZero();
        assertThat(root.getKeyUsage()).containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(root.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(root.getNonCriticalExtensionOIDs()).contains("2.5.29.14");
        assertThat(root.getNotBefore()).isEqualTo(Date.from(START));
        assertThat(root.getNotAfter()).isEqualTo(Date.from(START.plus(TEN_YEARS).minusSeconds(1)));
        assertThat(root.getSerialNumber().signum()).isPositive();
        assertThat(root.getSerialNumber().bitLength()).isBetween(120, 159);
        assertThat(root.getSigAlgName()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void a_servers_certificate_has_its_names_and_a_valid_path() throws GeneralSecurityException {
        var server =
                parsed(server(List.of("localhost", "kms.example"), List.of("127.0.0.1", "::1"), Duration.ofDays(90)));
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"),
                        List.of(2, "kms.example"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getKeyUsage()[0]).isTrue();
        assertThat(server.getPublicKey().getEncoded())
                .isEqualTo(SERVER.publicKey().toArray());
        // The key identifiers are OCTET STRINGs; the issuer's ends in the 20 bytes of the root's.
        byte[] subjectId = parsed(ROOT).getExtensionValue("2.5.29.14");
        byte[] authorityId = server.getExtensionValue("2.5.29.35");
        String twenty = Bytes.copyOf(subjectId).hex().substring(8);
        assertThat(Bytes.copyOf(authorityId).hex()).endsWith(twenty);
        validate(server, START.plusSeconds(60));
    }

    private static void validate(X509Certificate server, Instant at) throws GeneralSecurityException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(parsed(ROOT), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Test
    void a_certificate_without_names_or_time_or_of_a_bad_address_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> server(List.of(), List.of(), Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> server(List.of("localhost"), List.of(), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server(List.of(), List.of("300.1.1.1"), Duration.ofDays(1)));
    }

    @Test
    void pem_and_fingerprint_are_what_tools_show() throws GeneralSecurityException {
        String pem = LocalAuthority.pem(ROOT);
        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END CERTIFICATE-----\n");
        var again = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
        assertThat(again).isEqualTo(parsed(ROOT));
        assertThat(LocalAuthority.sha256Fingerprint(ROOT)).matches("[0-9A-F]{64}");
    }
}
