package io.claviger.crypto;

/** Whether the two halves of a pair fit: what one signs the other must verify. */
final class Consistency {
    private static final byte[] MESSAGE = Bytes.ofUtf8("pairwise consistency").toArray();

    private Consistency() {}

    /** Throws {@link SelfTestFailed} when they do not. */
    static void require(KeySpec spec, SecretBytes pkcs8, Bytes spki) {
        if (!holds(spec, pkcs8, spki)) {
            throw new SelfTestFailed(spec.algorithm().label() + " pair");
        }
    }

    static boolean holds(KeySpec spec, SecretBytes pkcs8, Bytes spki) {
        try (ReadyKey signer = ReadyKey.of(spec, KeyPart.PRIVATE, pkcs8, Bytes.NONE);
                ReadyKey verifier = ReadyKey.of(spec, KeyPart.PUBLIC, null, spki)) {
            return holds(signer, verifier);
        }
    }

    private static boolean holds(ReadyKey signer, ReadyKey verifier) {
        return switch (signer) {
            case RsaPrivate rsa -> {
                Bytes signature = rsa.sign(Hash.SHA256, SignaturePadding.PKCS1, MESSAGE, null, false);
                yield ((RsaPublic) verifier).verify(Hash.SHA256, SignaturePadding.PKCS1, MESSAGE, null, signature);
            }
            case EcPrivate ec -> {
                Bytes signature = ec.sign(Hash.SHA256, MESSAGE, SignatureFormat.DER, false);
                yield ((EcPublic) verifier).verify(Hash.SHA256, MESSAGE, SignatureFormat.DER, signature);
            }
            case EdPrivate ed -> ((EdPublic) verifier).verify(MESSAGE, ed.sign(MESSAGE));
            case AesKey _, HmacKey _, RsaPublic _, EcPublic _, EdPublic _ -> throw new IllegalArgumentException();
        };
    }
}
