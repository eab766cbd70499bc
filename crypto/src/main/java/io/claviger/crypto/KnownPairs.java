package io.claviger.crypto;

import static io.claviger.crypto.Bytes.ofHex;
import static io.claviger.crypto.Bytes.ofUtf8;

import java.util.Base64;
import java.util.List;

/** The questions of {@link SelfTests} to RSA, ECDSA and Ed25519. */
final class KnownPairs {
    private static final byte[] ABC = ofUtf8("abc").toArray();
    private static final byte[] SAMPLE = ofUtf8("sample").toArray();
    private static final KeySpec RSA = new KeySpec(Algorithm.RSA, 2048, null);
    private static final KeySpec P256 = new KeySpec(Algorithm.EC, 256, Curve.P256);

    // RFC 6979 appendix A.2.5, behind the head of a P-256 SubjectPublicKeyInfo.
    private static final Bytes P256_PUBLIC = ofHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"
            + "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

    private KnownPairs() {}

    static List<KnownAnswer> all(SecretSlab slab) {
        return List.of(rsaPkcs1(slab), rsaPss(), rsaOaep(slab), ecdsa(), ecdsaPair(slab), ed25519(slab));
    }

    private static KnownAnswer rsaPkcs1(SecretSlab slab) {
        return new KnownAnswer("RSA PKCS1", base64(KnownRsa.PKCS1_SIGNATURE), wanted -> {
            try (var signer = rsaPrivate(slab);
                    var verifier = RsaPublic.of(RSA, base64(KnownRsa.SPKI))) {
                Bytes made = signer.sign(Hash.SHA256, SignaturePadding.PKCS1, ABC, null, false);
                return made.equals(wanted) && verifier.verify(Hash.SHA256, SignaturePadding.PKCS1, ABC, null, wanted);
            }
        });
    }

    private static KnownAnswer rsaPss() {
        return new KnownAnswer("RSA PSS", base64(KnownRsa.PSS_SIGNATURE), given -> {
            try (var verifier = RsaPublic.of(RSA, base64(KnownRsa.SPKI))) {
                return verifier.verify(Hash.SHA256, SignaturePadding.PSS, ABC, null, given);
            }
        });
    }

    private static KnownAnswer rsaOaep(SecretSlab slab) {
        return new KnownAnswer("RSA OAEP", base64(KnownRsa.OAEP_CIPHERTEXT), given -> {
            try (var key = rsaPrivate(slab);
                    var open = key.decrypt(RsaPadding.OAEP256, given)) {
                return Bytes.copyOf(open.open()).equals(Bytes.copyOf(ABC));
            }
        });
    }

    private static RsaPrivate rsaPrivate(SecretSlab slab) {
        try (var secret = slab.takeFrom(base64(KnownRsa.PKCS8).toArray())) {
            return RsaPrivate.of(RSA, secret);
        }
    }

    // RFC 6979 appendix A.2.5, SHA-256 over "sample".
    private static KnownAnswer ecdsa() {
        Bytes signature = ofHex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
        return new KnownAnswer("ECDSA", signature, given -> {
            try (var verifier = EcPublic.of(P256, P256_PUBLIC)) {
                return verifier.verify(Hash.SHA256, SAMPLE, SignatureFormat.P1363, given);
            }
        });
    }

    // The private key of the same appendix: ECDSA draws a number for each signature, so the question is the pair.
    private static KnownAnswer ecdsaPair(SecretSlab slab) {
        Bytes scalar = ofHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
        return new KnownAnswer("ECDSA pair", scalar, given -> {
            try (var secret = PrivateForms.ofScalar(Curve.P256, given.toArray(), slab)) {
                return Consistency.holds(P256, secret, P256_PUBLIC);
            }
        });
    }

    // RFC 8032 section 7.1, test 2.
    private static KnownAnswer ed25519(SecretSlab slab) {
        Bytes pkcs8 = ofHex("302e020100300506032b657004220420"
                + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        Bytes spki =
                ofHex("302a300506032b6570032100" + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        Bytes signature = ofHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        byte[] message = {0x72};
        return new KnownAnswer("Ed25519", signature, wanted -> {
            try (var secret = slab.takeFrom(pkcs8.toArray());
                    var signer = EdPrivate.of(secret);
                    var verifier = EdPublic.of(spki)) {
                return signer.sign(message).equals(wanted) && verifier.verify(message, wanted);
            }
        });
    }

    private static Bytes base64(String lines) {
        return Bytes.taking(Base64.getMimeDecoder().decode(lines));
    }
}
