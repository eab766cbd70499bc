package io.claviger.crypto;

import static io.claviger.crypto.Bytes.ofHex;
import static io.claviger.crypto.Bytes.ofUtf8;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The questions of {@link SelfTests} to what needs no pair; {@link KnownPairs} has the others. */
final class KnownAnswers {
    private static final byte[] NO_AAD = {};

    private KnownAnswers() {}

    static List<KnownAnswer> all(SecretSlab slab) {
        Stream<KnownAnswer> hashes = Stream.of(sha256(), argon2id(slab));
        Stream<KnownAnswer> macs = Stream.of(
                hmac(slab, Algorithm.HMAC_SHA256, HMAC_SHA256_ANSWER),
                hmac(slab, Algorithm.HMAC_SHA384, HMAC_SHA384_ANSWER),
                hmac(slab, Algorithm.HMAC_SHA512, HMAC_SHA512_ANSWER));
        Stream<KnownAnswer> ciphers = Stream.of(gcm(slab), cbc(slab), ctr(slab), wrap(slab));
        return Stream.of(ciphers, hashes, macs, KnownPairs.all(slab).stream())
                .flatMap(Function.identity())
                .toList();
    }

    // McGrew and Viega, The Galois/Counter Mode of Operation, test case 16.
    private static KnownAnswer gcm(SecretSlab slab) {
        Bytes key = ofHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        Bytes iv = ofHex("cafebabefacedbaddecaf888");
        byte[] aad = ofHex("feedfacedeadbeeffeedfacedeadbeefabaddad2").toArray();
        Bytes message = ofHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        Bytes answer = ofHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
        return new KnownAnswer("AES-GCM", answer, wanted -> {
            try (var aes = aes(slab, key)) {
                Sealed sealed = encrypt(aes, AesMode.GCM, iv, aad, message);
                return ofHex(sealed.ciphertext().hex() + sealed.tag().hex()).equals(wanted)
                        && opens(aes, AesMode.GCM, sealed, aad, message);
            }
        });
    }

    // SP 800-38A appendix F.2.5 and F.2.6, first block.
    private static KnownAnswer cbc(SecretSlab slab) {
        Bytes iv = ofHex("000102030405060708090a0b0c0d0e0f");
        return block(slab, "AES-CBC", AesMode.CBC, iv, ofHex("f58c4c04d6e5f1ba779eabfb5f7bfbd6"));
    }

    // SP 800-38A appendix F.5.5 and F.5.6, first block.
    private static KnownAnswer ctr(SecretSlab slab) {
        Bytes counter = ofHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        return block(slab, "AES-CTR", AesMode.CTR, counter, ofHex("601ec313775789a5b7a7f504bbf3d228"));
    }

    private static KnownAnswer block(SecretSlab slab, String name, AesMode mode, Bytes iv, Bytes answer) {
        Bytes key = ofHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        Bytes message = ofHex("6bc1bee22e409f96e93d7e117393172a");
        return new KnownAnswer(name, answer, wanted -> {
            try (var aes = aes(slab, key)) {
                Sealed sealed = encrypt(aes, mode, iv, NO_AAD, message);
                return sealed.ciphertext().equals(wanted) && opens(aes, mode, sealed, NO_AAD, message);
            }
        });
    }

    // The house's own form, computed with OpenSSL 3.0.
    private static KnownAnswer wrap(SecretSlab slab) {
        Bytes answer = ofHex("01404142434445464748494a4b62382ca0a2b90184454d9dbd17e99dd4e957c0cf"
                + "23a099b4efded47e0b8e734443d41526a99c2cd37324f618f70e04fa");
        byte[] aad = ofUtf8("claviger").toArray();
        return new KnownAnswer("AES-GCM wrap", answer, given -> {
            try (var kek = slab.takeFrom(counting(0));
                    var key = new WrappingKey(kek);
                    var expected = slab.takeFrom(counting(0x80));
                    var opened = key.unwrap(given, aad, slab)) {
                return opened.matches(expected);
            }
        });
    }

    private static byte[] counting(int from) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    // FIPS 180-2 appendix B.1.
    private static KnownAnswer sha256() {
        Bytes answer = ofHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        byte[] message = ofUtf8("abc").toArray();
        return new KnownAnswer(
                "SHA-256",
                answer,
                wanted -> Bytes.taking(Sha256.digest(message)).equals(wanted));
    }

    // Computed with OpenSSL's own Argon2id: t=1, m=64 KiB, p=1, small because code is still cold at start.
    private static KnownAnswer argon2id(SecretSlab slab) {
        Bytes answer = ofHex("729c7a54441bc13559bdca71348c4e554599e719c08a952601ed5c83618c1bbd");
        return new KnownAnswer("Argon2id", answer, wanted -> {
            try (var password = slab.takeFrom(ofUtf8("password").toArray())) {
                var price = new Argon2id.Params(64, 1, 1);
                return new Argon2id().hash(password, ofUtf8("somesalt"), price).equals(wanted);
            }
        });
    }

    // RFC 4231 section 4.2.
    private static final String HMAC_SHA256_ANSWER = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    private static final String HMAC_SHA384_ANSWER =
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6";
    private static final String HMAC_SHA512_ANSWER = "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
            + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854";

    private static KnownAnswer hmac(SecretSlab slab, Algorithm algorithm, String answer) {
        byte[] message = ofUtf8("Hi There").toArray();
        return new KnownAnswer(algorithm.label(), ofHex(answer), wanted -> {
            byte[] key = ofHex("0b".repeat(20)).toArray();
            try (var secret = slab.takeFrom(key);
                    var hmac = HmacKey.of(new KeySpec(algorithm, 160, null), secret)) {
                return hmac.verify(message, wanted);
            }
        });
    }

    private static AesKey aes(SecretSlab slab, Bytes key) {
        try (var secret = slab.takeFrom(key.toArray())) {
            return AesKey.of(new KeySpec(Algorithm.AES, 256, null), secret);
        }
    }

    private static Sealed encrypt(AesKey aes, AesMode mode, Bytes iv, byte[] aad, Bytes message) {
        try (var open = Plaintext.taking(message.toArray())) {
            return aes.encrypt(mode, BlockPadding.NONE, iv, aad, open);
        }
    }

    private static boolean opens(AesKey aes, AesMode mode, Sealed sealed, byte[] aad, Bytes message) {
        try (var open = aes.decrypt(mode, BlockPadding.NONE, sealed.iv(), aad, sealed.ciphertext(), sealed.tag())) {
            return Bytes.copyOf(open.open()).equals(message);
        }
    }
}
