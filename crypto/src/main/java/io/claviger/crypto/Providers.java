package io.claviger.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The one table of which provider computes what. AES, HMAC and hashes: the JDK. RSA, ECDSA, Ed25519 and making
 * pairs: Amazon Corretto Crypto Provider, 8 to 60 times as fast, or the JDK where its native part does not load.
 * Argon2id, certificates and points on curves: Bouncy Castle's own classes. No provider is ever installed.
 */
public final class Providers {
    /** System property; {@code off} leaves everything to the JDK, as where Corretto's native part does not load. */
    static final String SWITCH = "claviger.corretto";

    private static final Provider SUN = installed("SUN");
    private static final Provider SUN_JCE = installed("SunJCE");
    private static final @Nullable Provider CORRETTO = corretto();

    private Providers() {}

    /** One line for each row of the table, {@code what provider version}: for metadata and the first audit record. */
    public static List<String> describe() {
        String pairs = CORRETTO == null ? "JDK " + Runtime.version().feature() : nameAndVersion(CORRETTO);
        return List.of(
                "AES-GCM " + nameAndVersion(SUN_JCE),
                "AES-CBC " + nameAndVersion(SUN_JCE),
                "AES-CTR " + nameAndVersion(SUN_JCE),
                "HMAC " + nameAndVersion(SUN_JCE),
                "SHA " + nameAndVersion(SUN),
                "RSA " + pairs,
                "ECDSA " + pairs,
                "Ed25519 " + pairs,
                "Argon2id " + nameAndVersion(Castle.PROVIDER),
                "X.509 " + nameAndVersion(Castle.PROVIDER));
    }

    /** The name of the provider that makes and uses keys of this kind. */
    public static String of(Algorithm algorithm) {
        return switch (algorithm) {
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> SUN_JCE.getName();
            case RSA, EC, ED25519 -> CORRETTO == null ? "JDK" : CORRETTO.getName();
        };
    }

    // Null where the native part did not load: its services are then missing.
    private static @Nullable Provider corretto() {
        if (System.getProperty(SWITCH, "on").equals("off")) {
            return null;
        }
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? corretto : null;
    }

    static Cipher aes(String transformation) throws NoSuchAlgorithmException, NoSuchPaddingException {
        return Cipher.getInstance(transformation, SUN_JCE);
    }

    static Mac mac(String algorithm) throws NoSuchAlgorithmException {
        return Mac.getInstance(algorithm, SUN_JCE);
    }

    static MessageDigest digest(String algorithm) {
        return Jca.expect(() -> MessageDigest.getInstance(algorithm, SUN));
    }

    static Cipher rsa(String transformation) throws NoSuchAlgorithmException, NoSuchPaddingException {
        return CORRETTO == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, CORRETTO);
    }

    static Signature signature(String algorithm) throws NoSuchAlgorithmException {
        return CORRETTO == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, CORRETTO);
    }

    static KeyPairGenerator pairs(String algorithm) throws NoSuchAlgorithmException {
        return CORRETTO == null
                ? KeyPairGenerator.getInstance(algorithm)
                : KeyPairGenerator.getInstance(algorithm, CORRETTO);
    }

    // Corretto signs with the JDK's Ed25519 keys and has no factory of its own for them.
    static KeyFactory keys(Algorithm algorithm) throws NoSuchAlgorithmException {
        String name = algorithm == Algorithm.ED25519 ? "Ed25519" : algorithm.label();
        return CORRETTO == null || algorithm == Algorithm.ED25519
                ? KeyFactory.getInstance(name)
                : KeyFactory.getInstance(name, CORRETTO);
    }

    /** The generator the provider's own signatures draw from: for salts only, never for keys. */
    static SecureRandom salts() throws NoSuchAlgorithmException {
        return CORRETTO == null
                ? SecureRandom.getInstance("DRBG", SUN)
                : SecureRandom.getInstance("LibCryptoRng", CORRETTO);
    }

    private static Provider installed(String name) {
        Provider provider = Security.getProvider(name);
        if (provider == null) {
            throw new IllegalStateException("the JDK comes without " + name);
        }
        return provider;
    }

    private static String nameAndVersion(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /** Loaded only when the table is described: the provider itself computes nothing here. */
    private static final class Castle {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
