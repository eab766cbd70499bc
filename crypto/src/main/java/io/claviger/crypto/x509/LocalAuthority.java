package io.claviger.crypto.x509;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;

/** The deployment's own certificate authority: EC P-256, ECDSA with SHA-256, profiles after RFC 5280. */
public final class LocalAuthority {
    private static final KeySpec P256 = KeySpec.withDefaults(Algorithm.EC, 256, Curve.P256);
    private static final int SERIAL_BYTES = 16;
    private static final int LINE = 64;

    private LocalAuthority() {}

    /**
     * A root certificate over its own key: may sign certificates directly below it and lists of revoked ones.
     *
     * @param cn the common name of both issuer and subject
     * @return DER
     */
    public static Bytes selfSign(
            String cn,
            SecretBytes privatePkcs8,
            Bytes publicSpki,
            Instant notBefore,
            Duration validity,
            SecureRandom random) {
        var name = named(cn);
        var key = SubjectPublicKeyInfo.getInstance(publicSpki.toArray());
        var builder = builder(name, name, key, notBefore, validity, random);
        return make(builder, privatePkcs8, certificate -> {
            var ids = new BcX509ExtensionUtils();
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            certificate.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
        });
    }

    /**
     * A certificate for a TLS server, for the names given and no other; at least one is needed.
     *
     * @param caCertificate DER of the issuer, whose name and key identifier it takes over
     * @param ipAddresses in text form, IPv4 or IPv6
     * @return DER
     */
    public static Bytes issueServer(
            Bytes caCertificate,
            SecretBytes caPrivate,
            Bytes subjectSpki,
            String cn,
            List<String> dnsNames,
            List<String> ipAddresses,
            Instant notBefore,
            Duration validity,
            SecureRandom random) {
        var names = alternativeNames(dnsNames, ipAddresses);
        return server(parsed(caCertificate), caPrivate, subjectSpki, named(cn), names, notBefore, validity, random);
    }

    /**
     * Another certificate for the names of one that {@link #issueServer} made.
     *
     * @param before DER
     * @return DER
     */
    public static Bytes renewServer(
            Bytes caCertificate,
            SecretBytes caPrivate,
            Bytes subjectSpki,
            Bytes before,
            Instant notBefore,
            Duration validity,
            SecureRandom random) {
        var old = parsed(before);
        var names = GeneralNames.fromExtensions(old.getExtensions(), Extension.subjectAlternativeName);
        return server(
                parsed(caCertificate), caPrivate, subjectSpki, old.getSubject(), names, notBefore, validity, random);
    }

    /** The last second of a certificate. */
    public static Instant endsAt(Bytes der) {
        return parsed(der).getNotAfter().toInstant();
    }

    private static Bytes server(
            X509CertificateHolder issuer,
            SecretBytes caPrivate,
            Bytes subjectSpki,
            X500Name subject,
            GeneralNames names,
            Instant notBefore,
            Duration validity,
            SecureRandom random) {
        var key = SubjectPublicKeyInfo.getInstance(subjectSpki.toArray());
        var builder = builder(issuer.getSubject(), subject, key, notBefore, validity, random);
        return make(builder, caPrivate, certificate -> {
            var ids = new BcX509ExtensionUtils();
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            certificate.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            certificate.addExtension(Extension.subjectAlternativeName, false, names);
            certificate.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            certificate.addExtension(Extension.authorityKeyIdentifier, false, keyOf(issuer, ids));
        });
    }

    // By key alone (RFC 5280 section 4.2.1.1): naming issuer and serial too would break when the root is renewed.
    private static AuthorityKeyIdentifier keyOf(X509CertificateHolder issuer, BcX509ExtensionUtils ids) {
        var id = ids.createSubjectKeyIdentifier(issuer.getSubjectPublicKeyInfo());
        return new AuthorityKeyIdentifier(id.getKeyIdentifier());
    }

    private static X500Name named(String cn) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, cn).build();
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer,
            X500Name subject,
            SubjectPublicKeyInfo key,
            Instant notBefore,
            Duration validity,
            SecureRandom random) {
        if (!validity.isPositive()) {
            throw new IllegalArgumentException("a certificate is valid for longer than no time");
        }
        Date from = Date.from(notBefore);
        // The last second belongs to it (RFC 5280 section 4.1.2.5).
        Date to = Date.from(notBefore.plus(validity).minusSeconds(1));
        return new X509v3CertificateBuilder(issuer, serial(random), from, to, subject, key);
    }

    // Positive and unpredictable, far below the 20 bytes of RFC 5280 section 4.1.2.2.
    private static BigInteger serial(SecureRandom random) {
        byte[] serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        return new BigInteger(1, serial).setBit(SERIAL_BYTES * 8 - 2);
    }

    private static GeneralNames alternativeNames(List<String> dnsNames, List<String> ipAddresses) {
        List<GeneralName> names = new ArrayList<>();
        dnsNames.forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        ipAddresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a server's certificate needs a name or an address");
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    @FunctionalInterface
    private interface Profile {
        void extend(X509v3CertificateBuilder certificate) throws IOException;
    }

    private static Bytes make(X509v3CertificateBuilder certificate, SecretBytes pkcs8, Profile profile) {
        try (var key = (EcPrivate) ReadyKey.of(P256, KeyPart.PRIVATE, pkcs8, Bytes.NONE)) {
            profile.extend(certificate);
            return Bytes.taking(certificate.build(new EcdsaSigner(key)).getEncoded());
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is read or written", impossible);
        }
    }

    private static X509CertificateHolder parsed(Bytes der) {
        try {
            return new X509CertificateHolder(der.toArray());
        } catch (IOException malformed) {
            throw new IllegalArgumentException("not a certificate", malformed);
        }
    }

    /** PEM of a certificate (RFC 7468 section 5). */
    public static String pem(Bytes der) {
        byte[] lineBreak = {'\n'};
        byte[] body = Base64.getMimeEncoder(LINE, lineBreak).encode(der.toArray());
        return "-----BEGIN CERTIFICATE-----\n"
                + new String(body, StandardCharsets.US_ASCII)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** SHA-256 over the certificate, as 64 upper-case hex digits. */
    public static String sha256Fingerprint(Bytes der) {
        return HexFormat.of().withUpperCase().formatHex(Sha256.digest(der.toArray()));
    }
}
