package io.claviger.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** Makes keys (SP 800-133). Symmetric ones come out of {@code random}; pairs out of their provider's own generator. */
public final class KeyGeneration {
    private final SecretSlab slab;
    private final SecureRandom random;

    public KeyGeneration(SecretSlab slab, SecureRandom random) {
        this.slab = slab;
        this.random = random;
    }

    /**
     * A fresh key. Every pair has proved that its halves fit before it is handed out (FIPS 140-3, SP 800-56A and B);
     * one that does not is {@link SelfTestFailed}. RSA takes 50 ms to seconds.
     */
    public GeneratedKey generate(KeySpec spec) {
        String provider = Providers.of(spec.algorithm());
        return switch (spec.algorithm()) {
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 ->
                new GeneratedKey(spec, slab.random(spec.bytes(), random), Bytes.NONE, provider);
            case RSA, EC, ED25519 -> pair(spec, provider);
        };
    }

    private GeneratedKey pair(KeySpec spec, String provider) {
        KeyPair pair = Jca.expect(() -> generatePair(spec));
        Bytes publicKey = Bytes.taking(pair.getPublic().getEncoded());
        SecretBytes secret = PrivateForms.canonical(spec, pair.getPrivate().getEncoded(), slab);
        try {
            Consistency.require(spec, secret, publicKey);
        } catch (RuntimeException unfit) {
            secret.close();
            throw unfit;
        }
        return new GeneratedKey(spec, secret, publicKey, provider);
    }

    private static KeyPair generatePair(KeySpec spec) throws GeneralSecurityException {
        return switch (spec.algorithm()) {
            case RSA -> generatePair("RSA", new RSAKeyGenParameterSpec(spec.bits(), RSAKeyGenParameterSpec.F4));
            case EC -> generatePair("EC", new ECGenParameterSpec(spec.theCurve().standardName()));
            case ED25519 -> Providers.pairs("Ed25519").generateKeyPair();
            case AES, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> throw new AssertionError(spec);
        };
    }

    private static KeyPair generatePair(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        KeyPairGenerator pairs = Providers.pairs(algorithm);
        pairs.initialize(parameters);
        return pairs.generateKeyPair();
    }
}
