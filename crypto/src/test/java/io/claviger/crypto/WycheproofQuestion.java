package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadParameter;
import io.claviger.crypto.CryptoException.NotAuthentic;
import io.claviger.crypto.Json.Node;
import java.util.Arrays;
import java.util.Optional;

/** How one group of vectors is put to our API: whether a vector passes, or empty where we do not offer it. */
@FunctionalInterface
interface WycheproofQuestion {
    byte[] NO_AAD = {};

    Optional<Boolean> ask(Node test);

    static WycheproofQuestion of(String algorithm, Node group) {
        return switch (algorithm) {
            case "AES-GCM" -> test -> gcm(group, test);
            case "AES-CBC-PKCS5" -> test -> cbc(group, test);
            case "HMACSHA256", "HMACSHA384", "HMACSHA512" ->
                test -> hmac(Algorithm.of(algorithm).orElseThrow(), group, test);
            case "EDDSA" -> test -> eddsa(group, test);
            case "ECDSA" -> ecdsa(group);
            case "RSASSA-PKCS1-v1_5" -> rsaSignature(group, SignaturePadding.PKCS1);
            case "RSASSA-PSS" -> rsaSignature(group, SignaturePadding.PSS);
            case "RSAES-OAEP" -> opening(group, oaep(group));
            case "RSAES-PKCS1-v1_5" -> opening(group, RsaPadding.PKCS1);
            default -> throw new IllegalArgumentException(algorithm);
        };
    }

    private static AesKey aes(Node test) {
        Bytes key = test.get("key").bytes();
        try (var secret = Fixtures.SLAB.takeFrom(key.toArray())) {
            return AesKey.of(new KeySpec(Algorithm.AES, key.size() * 8, null), secret);
        }
    }

    private static Optional<Boolean> gcm(Node group, Node test) {
        if (group.get("ivSize").number() < 96 || group.get("ivSize").number() > 128) {
            return Optional.empty();
        }
        byte[] aad = test.get("aad").bytes().toArray();
        Bytes message = test.get("msg").bytes();
        try (var key = aes(test)) {
            Bytes iv = test.get("iv").bytes();
            Bytes ciphertext = test.get("ct").bytes();
            Bytes tag = test.get("tag").bytes();
            var open = key.decrypt(AesMode.GCM, BlockPadding.NONE, iv, aad, ciphertext, tag);
            var again = key.encrypt(AesMode.GCM, BlockPadding.NONE, iv, aad, open);
            return Optional.of(same(open, message)
                    && again.ciphertext().equals(ciphertext)
                    && again.tag().equals(tag));
        } catch (NotAuthentic | BadParameter refused) {
            return Optional.of(false);
        }
    }

    private static Optional<Boolean> cbc(Node group, Node test) {
        if (group.get("ivSize").number() != 128) {
            return Optional.empty();
        }
        try (var key = aes(test)) {
            Bytes iv = test.get("iv").bytes();
            Bytes ciphertext = test.get("ct").bytes();
            var open = key.decrypt(AesMode.CBC, BlockPadding.PKCS7, iv, NO_AAD, ciphertext, Bytes.NONE);
            var again = key.encrypt(AesMode.CBC, BlockPadding.PKCS7, iv, NO_AAD, open);
            return Optional.of(
                    same(open, test.get("msg").bytes()) && again.ciphertext().equals(ciphertext));
        } catch (NotAuthentic refused) {
            return Optional.of(false);
        }
    }

    // Shortened MACs are not on offer: of those vectors the whole MAC is compared in its first bytes.
    private static Optional<Boolean> hmac(Algorithm algorithm, Node group, Node test) {
        int bits = group.get("keySize").number();
        if (bits < 128 || bits > 1024) {
            return Optional.empty();
        }
        Bytes tag = test.get("tag").bytes();
        byte[] message = test.get("msg").bytes().toArray();
        try (var secret = Fixtures.SLAB.takeFrom(test.get("key").bytes().toArray());
                var key = HmacKey.of(new KeySpec(algorithm, bits, null), secret)) {
            byte[] mac = key.mac(message).toArray();
            boolean passed = tag.size() == mac.length
                    ? key.verify(message, tag)
                    : Bytes.taking(Arrays.copyOf(mac, tag.size())).equals(tag);
            return Optional.of(passed);
        }
    }

    private static Optional<Boolean> eddsa(Node group, Node test) {
        try (var key = EdPublic.of(group.get("publicKeyDer").bytes())) {
            return Optional.of(key.verify(
                    test.get("msg").bytes().toArray(), test.get("sig").bytes()));
        }
    }

    private static WycheproofQuestion ecdsa(Node group) {
        Curve curve = Curve.of(group.get("publicKey").get("curve").text()).orElseThrow();
        Hash hash = Hash.of(group.get("sha").text()).orElseThrow();
        var format = group.get("type").text().contains("P1363") ? SignatureFormat.P1363 : SignatureFormat.DER;
        Bytes spki = imported(group);
        var key = EcPublic.of(new KeySpec(Algorithm.EC, curve.bits(), curve), spki);
        return test -> Optional.of(key.verify(
                hash, test.get("msg").bytes().toArray(), format, test.get("sig").bytes()));
    }

    private static Bytes imported(Node group) {
        var encoding = new KeyEncoding(Fixtures.SLAB);
        return encoding.importPem(Bytes.ofUtf8(group.get("publicKeyPem").text()).toArray())
                .publicKey();
    }

    private static WycheproofQuestion rsaSignature(Node group, SignaturePadding padding) {
        var spec = new KeySpec(Algorithm.RSA, group.get("keySize").number(), null);
        Hash hash = Hash.of(group.get("sha").text()).orElseThrow();
        Integer salt = padding == SignaturePadding.PSS ? group.get("sLen").number() : null;
        var key = RsaPublic.of(spec, group.get("publicKeyDer").bytes());
        return test -> {
            byte[] message = test.get("msg").bytes().toArray();
            Bytes signature = test.get("sig").bytes();
            boolean passed = key.verify(hash, padding, message, salt, signature);
            byte[] digest = hash.digest(message);
            // What is padded by hand must judge as the provider does.
            if (padding == SignaturePadding.PSS && passed != key.verify(Hash.NONE, padding, digest, salt, signature)) {
                throw new AssertionError("two judgements of " + test.get("tcId").text());
            }
            return Optional.of(passed);
        };
    }

    private static RsaPadding oaep(Node group) {
        return switch (group.get("sha").text()) {
            case "SHA-1" -> RsaPadding.OAEP;
            case "SHA-256" -> RsaPadding.OAEP256;
            case "SHA-512" -> RsaPadding.OAEP512;
            default -> throw new IllegalArgumentException(group.get("sha").text());
        };
    }

    private static WycheproofQuestion opening(Node group, RsaPadding padding) {
        var encoding = new KeyEncoding(Fixtures.SLAB);
        var imported = encoding.importPem(
                Bytes.ofUtf8(group.get("privateKeyPem").text()).toArray());
        var secret = imported.secret();
        if (secret == null) {
            throw new AssertionError("a private key has a secret");
        }
        try (secret) {
            var key = RsaPrivate.of(imported.spec(), secret);
            return test -> test.has("label") && !test.get("label").text().isEmpty()
                    ? Optional.empty()
                    : Optional.of(opens(key, padding, test));
        }
    }

    private static boolean opens(RsaPrivate key, RsaPadding padding, Node test) {
        try (var open = key.decrypt(padding, test.get("ct").bytes())) {
            return same(open, test.get("msg").bytes());
        } catch (NotAuthentic refused) {
            return false;
        }
    }

    private static boolean same(Plaintext open, Bytes expected) {
        return Bytes.copyOf(open.open()).equals(expected);
    }
}
