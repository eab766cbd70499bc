package io.claviger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plaintext, material and passwords: read from the bytes, never shown, wiped. */
@NullMarked
class SecretsTest {

    private static EncryptRequest encrypt(String plaintext) {
        return EncryptRequest.parse(
                JsonReader.of(("{\"id\":\"k\",\"plaintext\":\"" + plaintext + "\",\"mode\":\"gcm\"}").getBytes(UTF_8)));
    }

    @Test
    void plaintextComesOutAsItWentIn() {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            String letters = Base64.getEncoder().encodeToString(bytes);
            try (var plain = encrypt(letters);
                    var escaped = encrypt(letters.replace("/", "\\/").replace("A", "\\u0041"))) {
                assertThat(plain.plaintext().open()).isEqualTo(bytes);
                assertThat(escaped.plaintext().open()).isEqualTo(bytes);
                var out = new JsonWriter();
                plain.write(out);
                assertThat(new String(out.toBytes(), UTF_8)).contains("\"plaintext\":\"" + letters + "\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YQ",
                "YQ=",
                "YR==",
                "YWJ=",
                "Y===",
                "====",
                "YQ==YQ==",
                "Y Q=",
                "_-8=",
                "YWJj\\n",
                "ÄÄÄÄ",
                "YQ=A",
                "=QQQ"
            })
    void onlyStrictBase64IsTaken(String letters) {
        BadJson bad = catchThrowableOfType(BadJson.class, () -> encrypt(letters));
        assertThat(bad).hasMessage("plaintext: must be base64 with padding (RFC 4648 section 4)");
    }

    @Test
    void ourBase64AgreesWithTheJdkOnEveryShortText() {
        String letters = "AQgwZ09+/=-_ .";
        var random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            byte[] text = new byte[random.nextInt(9)];
            for (int j = 0; j < text.length; j++) {
                text[j] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
            assertThat(Base64Text.decode(text, 0, text.length))
                    .as(new String(text, UTF_8))
                    .isEqualTo(canonical(text));
        }
    }

    private static byte @org.jspecify.annotations.Nullable [] canonical(byte[] text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return java.util.Arrays.equals(Base64.getEncoder().encode(bytes), text) ? bytes : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Test
    void anEmptyPlaintextIsAValue() {
        assertThat(encrypt("").plaintext().size()).isZero();
    }

    @Test
    void textSecretsKeepTheirBytes() {
        var request = TokenRequest.parse(JsonReader.of(
                "{\"username\":\"a\",\"password\":\"p\\u00e4\\\"\\\\ß😀\\ud83d\\ude00\\n\"}".getBytes(UTF_8)));
        SecretValue password = requireNonNull(request.password());
        assertThat(password.open()).isEqualTo("pä\"\\ß😀😀\n".getBytes(UTF_8));
        var out = new JsonWriter();
        request.write(out);
        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("{\"username\":\"a\",\"password\":\"pä\\\"\\\\ß😀😀\\n\"}");
        byte[] held = password.open();
        request.close();
        assertThat(held).containsOnly(0);
        assertThatThrownBy(password::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noSecretIsShown() {
        try (var request = encrypt("aHVudGVyMg==")) {
            assertThat(request.toString()).contains("SecretValue[7]").doesNotContain("hunter2", "aHVudGVyMg");
        }
        for (String json : new String[] {
            "{\"password\":\"hunter2hunter2\",\"nope\":1}",
            "{\"username\":\"a\",\"password\":hunter2}",
            "{\"username\":\"a\",\"password\":\"hunter2\\q\"}",
            "{\"username\":\"a\",\"password\":\"hunter2",
            "{\"username\":\"a\",\"password\":[\"hunter2\"]}"
        }) {
            BadJson bad =
                    catchThrowableOfType(BadJson.class, () -> TokenRequest.parse(JsonReader.of(json.getBytes(UTF_8))));
            assertThat(bad).isNotNull();
            assertThat(bad.getMessage() + bad.getCause()).doesNotContain("hunter");
        }
    }

    @Test
    void aSecretNamedTwiceIsRefused() {
        BadJson bad = catchThrowableOfType(
                BadJson.class,
                () -> TokenRequest.parse(
                        JsonReader.of("{\"password\":\"hunter2\",\"password\":\"x\"}".getBytes(UTF_8))));
        assertThat(bad).hasMessage("password: stands here twice");
    }

    /**
     * What the reader relies on: Jackson passes over a string it is not asked for, and its place is that of the
     * quote.
     */
    @Test
    void jacksonKeepsNoTextItIsNotAskedFor() throws Exception {
        byte[] body = "{ \"a\" :  \"hunter2-hunter2\", \"b\":\"x\"}".getBytes(UTF_8);
        try (JsonParser parser = new JsonFactory().createParser(body)) {
            parser.nextToken();
            parser.nextToken();
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            assertThat(parser.currentTokenLocation().getByteOffset()).isEqualTo(9);
            assertThat(Reachable.contains(parser, body, "hunter2")).isFalse();
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();
            assertThat(Reachable.contains(parser, body, "hunter2")).isFalse();
        }
        try (JsonParser asked = new JsonFactory().createParser(body)) {
            asked.nextToken();
            asked.nextToken();
            asked.nextToken();
            asked.getText();
            assertThat(Reachable.contains(asked, body, "hunter2")).isTrue();
        }
    }
}
