package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.DecryptRequest;
import io.claviger.api.EncryptRequest;
import io.claviger.api.JsonReader;
import io.claviger.crypto.AesMode;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.BlockPadding;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Hash;
import io.claviger.crypto.RsaPadding;
import io.claviger.crypto.Sealed;
import io.claviger.crypto.SignaturePadding;
import io.claviger.key.KeyRef;
import io.claviger.operation.CipherScheme;
import io.claviger.operation.Encrypt;
import io.claviger.operation.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoWordsTest {
    @Test
    void encryptsByName() {
        Encrypt encrypt = encrypt("{\"id\":\"kek\",\"type\":\"name\",\"plaintext\":\"aGk=\",\"aad\":\"eA==\"}");
        assertThat(encrypt.target().ref()).isEqualTo(KeyRef.name("kek"));
        assertThat(encrypt.plaintext().open()).isEqualTo("hi".getBytes(UTF_8));
        assertThat(encrypt.scheme()).isNull();
        assertThat(encrypt.iv()).isNull();
        assertThat(encrypt.associatedData().utf8()).isEqualTo("x");
    }

    @Test
    void takesKeyNameForANameAndOneOfTheTwo() {
        assertThat(encrypt("{\"keyName\":\"kek\",\"version\":-1,\"plaintext\":\"\"}")
                        .target()
                        .ref())
                .isEqualTo(KeyRef.name("kek"));
        assertThatThrownBy(() -> encrypt("{\"plaintext\":\"\"}"))
                .isInstanceOf(InvalidField.class)
                .hasMessage("id is required");
        assertThatThrownBy(() -> encrypt("{\"id\":\"a\",\"keyName\":\"a\",\"plaintext\":\"\"}"))
                .isInstanceOf(InvalidField.class);
    }

    @Test
    void decryptsAnEncryptReply() {
        var decrypt = CryptoWords.decrypt(DecryptRequest.parse(reader("""
                {"ciphertext":"","tag":"AAAAAAAAAAAAAAAAAAAAAA==","id":"x","version":3,"mode":"gcm","iv":"AAAAAAAAAAAAAAAA"}""")));
        assertThat(decrypt.ciphertext().size()).isZero();
        assertThat(decrypt.tag().size()).isEqualTo(16);
        assertThat(decrypt.iv().size()).isEqualTo(12);
        assertThat(decrypt.target().ref()).isEqualTo(new KeyRef("x", null, 3));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            gcm, -,     GCM, NONE
            GCM, none,  GCM, NONE
            ctr, -,     CTR, NONE
            cbc, -,     CBC, PKCS7
            cbc, none,  CBC, NONE
            cbc, pkcs5, CBC, PKCS7
            -,   none,  GCM, NONE
            """)
    void readsModesAndPaddings(String mode, String pad, AesMode expected, BlockPadding padding) {
        assertThat(CryptoWords.scheme(mode, pad)).isEqualTo(CipherScheme.aes(expected, padding));
    }

    @Test
    void readsPaddingsOfRsa() {
        assertThat(CryptoWords.scheme(null, "oaep256")).isEqualTo(CipherScheme.rsa(RsaPadding.OAEP256));
        assertThatThrownBy(() -> CryptoWords.scheme("gcm", "oaep")).isInstanceOf(InvalidField.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"ecb, -", "xts, -", "gcm, pkcs7", "ctr, pkcs7", "-, pkcs7", "cbc, zero"})
    void refusesOthers(String mode, String pad) {
        assertThatThrownBy(() -> CryptoWords.scheme(mode, pad)).isInstanceOf(InvalidField.class);
    }

    @Test
    void answersWithTheVersionUsed() {
        var view = Samples.aes();
        var result = new Encrypt.Result(
                new Found.OfKey(view.key(), view.version()),
                CipherScheme.aes(AesMode.GCM, BlockPadding.NONE),
                new Sealed(Bytes.NONE, Bytes.ofHex("00".repeat(12)), Bytes.ofHex("11".repeat(16))));
        var reply = CryptoWords.reply(result);
        assertThat(reply.id()).isEqualTo(Samples.VERSION.toString());
        assertThat(reply.mode()).isEqualTo("gcm");
        assertThat(reply.pad()).isNull();
        assertThat(reply.ciphertext().size()).isZero();
    }

    @Test
    void readsSignatureSchemes() {
        var scheme = CryptoWords.signatureScheme(Query.parse("hashAlgo=sha512&signAlgo=RSASSA-PSS&saltLength=20"));
        assertThat(scheme.hash()).isEqualTo(Hash.SHA512);
        assertThat(scheme.padding()).isEqualTo(SignaturePadding.PSS);
        assertThat(scheme.saltLength()).isEqualTo(20);
        assertThat(scheme.algorithm()).isEqualTo(Algorithm.RSA);
        assertThat(CryptoWords.signatureScheme(Query.parse("hashAlgo=none&signAlgo=eddsa"))
                        .algorithm())
                .isEqualTo(Algorithm.ED25519);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hashAlgo=md5",
                "signAlgo=DSA",
                "signPad=x931",
                "saltLength=long",
                "signAlgo=RSASSA-PSS&signPad=pkcs1"
            })
    void refusesOtherSignatureSchemes(String query) {
        assertThatThrownBy(() -> CryptoWords.signatureScheme(Query.parse(query)))
                .isInstanceOf(InvalidField.class);
    }

    @Test
    void writesHexUpperCaseAndReadsBoth() {
        assertThat(CryptoWords.hex(Bytes.ofHex("00ff"))).isEqualTo("00FF");
        assertThat(CryptoWords.unhex("hash", "00Ff")).isEqualTo(Bytes.ofHex("00ff"));
        assertThatThrownBy(() -> CryptoWords.unhex("hash", "0")).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> CryptoWords.unhex("hash", "zz")).isInstanceOf(InvalidField.class);
    }

    private static Encrypt encrypt(String json) {
        return CryptoWords.encrypt(EncryptRequest.parse(reader(json)));
    }

    private static JsonReader reader(String json) {
        return JsonReader.of(json.getBytes(UTF_8));
    }
}
