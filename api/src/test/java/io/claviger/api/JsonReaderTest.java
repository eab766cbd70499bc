package io.claviger.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each rule of the strict parsers, on the records that the server really reads. */
@NullMarked
class JsonReaderTest {

    private static CreateKeyRequest create(String json) {
        return CreateKeyRequest.parse(JsonReader.of(json.getBytes(UTF_8)));
    }

    private static UpdateKeyRequest update(String json) {
        return UpdateKeyRequest.parse(JsonReader.of(json.getBytes(UTF_8)));
    }

    private static BadJson refused(byte[] body) {
        BadJson bad = catchThrowableOfType(BadJson.class, () -> CreateKeyRequest.parse(JsonReader.of(body)));
        assertThat(bad).as(new String(body, UTF_8)).isNotNull();
        return bad;
    }

    private static BadJson refused(String json) {
        return refused(json.getBytes(UTF_8));
    }

    @Test
    void anEmptyObjectHasNothingInIt() {
        var key = create(" {\t} \n");
        assertThat(key.name()).isNull();
        assertThat(key.labels()).isNull();
        assertThat(key.toString()).contains("name=null");
    }

    @Test
    void nullAndEmptyTextMeanAbsentForEveryKind() {
        for (String empty : new String[] {"null", "\"\""}) {
            var key = create(("{'name':E,'size':E,'undeletable':E,'labels':E,'meta':E,'material':E,'activationDate':E,"
                            + "'state':E,'xts':E}")
                    .replace('\'', '"')
                    .replace("E", empty));
            assertThat(key).isEqualTo(create("{}"));
        }
    }

    @Test
    void emptyTextClearsADescriptionAndNothingElse() {
        assertThat(update("{\"description\":\"\"}").description()).isEmpty();
        assertThat(update("{\"description\":null}").description()).isNull();
        assertThat(update("{\"name\":\"\"}").name()).isNull();
    }

    @Test
    void nullsInsideListsAndObjectsAreAbsentToo() {
        var meta = requireNonNull(
                create("{\"meta\":{\"ownerId\":null,\"permissions\":{\"UseKey\":[null,\"team\"],\"ReadKey\":null}}}")
                        .meta());
        assertThat(meta.ownerId()).isNull();
        assertThat(meta.permissions()).isEqualTo(Map.of("UseKey", java.util.List.of("team")));
    }

    @Test
    void aNullLabelIsPassedOverInPostAndTakenAwayInPatch() {
        assertThat(create("{\"labels\":{\"a\":null,\"b\":\"\"}}").labels()).isEqualTo(Map.of("b", ""));
        assertThat(update("{\"labels\":{\"a\":null,\"b\":\"x\"}}").labels())
                .isEqualTo(Map.of("a", Optional.empty(), "b", Optional.of("x")));
        assertThat(update("{\"labels\":{}}").labels()).isEmpty();
        assertThat(update("{\"labels\":null}").labels()).isNull();
    }

    @Test
    void aNameNeverHeardOfIsRefusedByName() {
        assertThat(refused("{\"algorithm\":\"aes\",\"colour\":1}"))
                .hasMessage("colour: unknown field `colour`")
                .extracting(BadJson::field)
                .isEqualTo("colour");
        assertThat(refused("{\"meta\":{\"x\":null}}").field()).isEqualTo("meta.x");
        assertThat(refused("{\"" + "x".repeat(200) + "\":1}").getMessage()).hasSizeLessThan(150);
    }

    @Test
    void aFieldNamedTwiceIsRefused() {
        assertThat(refused("{\"name\":\"a\",\"name\":\"a\"}").rule()).isEqualTo("stands here twice");
        assertThat(refused("{\"xts\":null,\"xts\":null}").field()).isEqualTo("xts");
        assertThat(refused("{\"labels\":{\"a\":\"1\",\"\\u0061\":\"1\"}}").field())
                .isEqualTo("labels.a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":1}                     | name        | must be a string
            {"name":{}}                    | name        | must be a string
            {"size":"big"}                 | size        | must be a whole number
            {"size":256.5}                 | size        | must be a whole number
            {"size":1e999999999}           | size        | must be from 0 to 2147483647
            {"size":-1e400}                | size        | must be from 0 to 2147483647
            {"size":1e-999999999}          | size        | must be a whole number
            {"size":1e99999999999}         | size        | must be a whole number
            {"size":true}                  | size        | must be a whole number
            {"size":-1}                    | size        | must be from 0 to 2147483647
            {"size":99999999999}           | size        | must be from 0 to 2147483647
            {"size":99999999999999999999}  | size        | must be from 0 to 2147483647
            {"usageMask":4194304}          | usageMask   | must be from 0 to 4194303
            {"undeletable":1}              | undeletable | must be true or false
            {"undeletable":"true"}         | undeletable | must be true or false
            {"labels":[]}                  | labels      | must be an object
            {"labels":{"a":1}}             | labels.a    | must be a string
            {"meta":[]}                    | meta        | must be an object
            {"meta":{"permissions":{"UseKey":"team"}}} | meta.permissions.UseKey | must be a list
            {"material":17}                | material    | must be a string
            {"state":"Suspended"}          | state       | `Suspended` is not one of Pre-Active, Active
            """)
    void aWrongKindIsRefusedWithTheFieldAndWhatIsAllowed(String json, String field, String rule) {
        BadJson bad = refused(json);
        assertThat(bad.field()).isEqualTo(field);
        assertThat(bad.rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "17",
                "{",
                "{\"name\":",
                "{\"name\":\"a}",
                "{\"name\":\"a\"}}",
                "{} {}",
                "{}x",
                "{}null",
                "{'name':'a'}",
                "{name:1}",
                "{\"name\":\"a\",}",
                "{\"size\":01}",
                "{\"size\":NaN}",
                "{\"size\":Infinity}",
                "{\"size\":+1}",
                "{\"size\":0x10}",
                "{\"size\":.5}",
                "{\"size\":5.}",
                "{\"name\":\"\\x\"}",
                "{\"name\":\"\\u12\"}",
                "{\"name\":\"a\tb\"}",
                "{\"name\":\"a\nb\"}",
                "/* */{}",
                "{\"name\":undefined}",
                "{\"name\":\"\u0000\"}",
                "{\"size\":hunter2}"
            })
    void whatIsNotOneJsonObjectIsRefused(String json) {
        assertThat(refused(json).getMessage()).doesNotContain("hunter2");
    }

    @Test
    void onlyUtf8IsRead() {
        refused("\ufeff{}");
        refused("{\"name\":\"ä\"}".getBytes(ISO_8859_1));
        refused("{\"name\":\"a\"}".getBytes(UTF_16));
        refused(new byte[] {'{', 0, '}', 0});
        byte[] overlong = "{\"name\":\"__\"}".getBytes(UTF_8);
        overlong[9] = (byte) 0xc0;
        overlong[10] = (byte) 0xaf;
        refused(overlong);
        byte[] surrogate = "{\"name\":\"___\"}".getBytes(UTF_8);
        surrogate[9] = (byte) 0xed;
        surrogate[10] = (byte) 0xa0;
        surrogate[11] = (byte) 0x80;
        refused(surrogate);
        assertThat(create("{\"name\":\"ä€😀\\ud83d\\ude00\"}").name()).isEqualTo("ä€😀😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"labels\":{\"a\":\"\\ud800x\"}}",
                "{\"material\":\"\\ud800\"}",
                "{\"material\":\"\\ud800\\u0041\"}",
                "{\"material\":\"\\udc00\"}"
            })
    void halfASurrogatePairIsRefused(String json) {
        refused(json);
    }

    @Test
    void depthHasALimit() {
        String deep = "{\"xts\":" + "[".repeat(15) + "]".repeat(15) + "}";
        create(deep);
        refused("{\"xts\":" + "[".repeat(16) + "]".repeat(16) + "}");
        refused("{\"xts\":" + "[".repeat(100_000));
        refused("{\"a\":".repeat(100_000));
        refused("[".repeat(100_000));
    }

    @Test
    void lengthsHaveLimitsInCharacters() {
        assertThat(create("{\"name\":\"" + "😀".repeat(255) + "\"}").name()).hasSize(510);
        assertThat(refused("{\"name\":\"" + "😀".repeat(256) + "\"}").rule()).isEqualTo("longer than 255 characters");
        assertThat(refused("{\"name\":\"" + "a".repeat(5 << 20) + "\"}").rule()).startsWith("the body is longer");
        refused("{\"" + "n".repeat(300) + "\":1}");
        refused("{\"size\":" + "1".repeat(40) + "}");
        refused("{\"material\":\"" + "a".repeat(65_537) + "\"}");
        refused("{\"labels\":{\"" + "a".repeat(64) + "\":\"x\"}}");
        refused("{\"labels\":{\"\":\"x\"}}");
        refused("{\"labels\":{\"a b\":\"x\"}}");
        refused("{\"labels\":{\"a\":\"x,y\"}}");
    }

    @Test
    void listsAndMapsHaveLimits() {
        var labels = new StringBuilder();
        for (int i = 0; i < 65; i++) {
            labels.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"\"");
        }
        assertThat(refused("{\"labels\":{" + labels + "}}").rule()).isEqualTo("more than 64 names");
        String groups = "\"g\",".repeat(101);
        assertThat(refused("{\"meta\":{\"permissions\":{\"UseKey\":[" + groups.substring(0, groups.length() - 1)
                                + "]}}}")
                        .rule())
                .isEqualTo("more than 100 entries");
    }

    @Test
    void whatIsNotBuiltYetPassesOnlyEmptyOrAtItsDefault() {
        create("""
                {"xts":false,"aliases":[],"publicKeyParameters":{},"idSize":0,"uuid":"","muid":null,
                 "format":"raw","encoding":"hex",
                 "hkdfCreateParameters":{"salt":null,"info":"","deep":[{"a":[]}]}}""");
        assertThat(refused("{\"xts\":true}")).hasMessage("xts: not supported yet");
        assertThat(refused("{\"format\":\"pkcs12\"}")).hasMessage("format: not supported yet");
        assertThat(refused("{\"uuid\":\"raw\"}")).hasMessage("uuid: not supported yet");
        assertThat(refused("{\"uuid\":\"false\"}").field()).isEqualTo("uuid");
        assertThat(refused("{\"idSize\":1}").field()).isEqualTo("idSize");
        assertThat(refused("{\"publicKeyParameters\":{\"name\":\"x\"}}").field())
                .isEqualTo("publicKeyParameters.name");
        assertThat(refused("{\"aliases\":[{\"alias\":\"x\"}]}").field()).isEqualTo("aliases.alias");
    }

    @Test
    void requiredFieldsMustBeThere() {
        for (String json : new String[] {"{}", "{\"username\":null}", "{\"username\":\"\"}"}) {
            BadJson bad = catchThrowableOfType(
                    BadJson.class, () -> CreateUserRequest.parse(JsonReader.of(json.getBytes(UTF_8))));
            assertThat(bad).hasMessage("username: is required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tomorrow\"", "\"2024-02-30T00:00:00Z\"", "\"2024-06-18T13:05:41\"", "17", "[]"})
    void whatIsNoTimeIsRefused(String json) {
        BadJson bad = refused("{\"activationDate\":" + json + "}");
        assertThat(bad.field()).isEqualTo("activationDate");
        assertThat(bad.rule()).isEqualTo("must be an RFC 3339 time, for example 2024-06-18T13:05:41.144324Z");
    }

    @Test
    void timesAreReadAtAnyOffsetAndMayBeUnset() {
        assertThat(create("{\"activationDate\":\"2024-06-18T15:05:41.1443249+02:00\"}")
                        .activationDate())
                .isEqualTo(Instant.parse("2024-06-18T13:05:41.144324Z"));
        assertThat(create("{\"activationDate\":\"0001-01-01T00:00:00Z\"}").activationDate())
                .isNull();
    }

    @Test
    void anExpiryCanBeClearedAndNullDoesNotClearIt() {
        assertThat(user("{\"expires_at\":\"\"}").expiresAt()).isEqualTo(new Edit.Clear<>());
        assertThat(user("{\"expires_at\":\"0001-01-01T00:00:00Z\"}").expiresAt())
                .isEqualTo(new Edit.Clear<>());
        assertThat(user("{\"expires_at\":\"2030-01-01T00:00:00Z\"}").expiresAt())
                .isEqualTo(new Edit.Set<>(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(user("{\"expires_at\":null}").expiresAt()).isNull();
        assertThat(user("{\"allowed_auth_methods\":[]}").allowedAuthMethods()).isEmpty();
        assertThat(user("{\"allowed_auth_methods\":null}").allowedAuthMethods()).isNull();
    }

    private static UpdateUserRequest user(String json) {
        return UpdateUserRequest.parse(JsonReader.of(json.getBytes(UTF_8)));
    }

    @Test
    void freeObjectsAreKeptWithoutNullsAndWhiteSpace() {
        var metadata = requireNonNull(
                user("{\"user_metadata\": {\"a\" : [1, null, {\"b\":\"ä\\n\"}], \"c\":null, \"d\":1.50}}")
                        .userMetadata());
        assertThat(metadata).isEqualTo(RawJson.of("{\"a\":[1,{\"b\":\"ä\\n\"}],\"d\":1.50}"));
        assertThat(metadata.json()).isEqualTo("{\"a\":[1,{\"b\":\"ä\\n\"}],\"d\":1.50}");
        assertThat(catchThrowableOfType(BadJson.class, () -> user("{\"user_metadata\":{\"a\":1,\"a\":2}}")))
                .hasMessage("user_metadata.a: stands here twice");
        assertThat(catchThrowableOfType(
                        BadJson.class,
                        () -> user("{\"user_metadata\":{\"a\":\"" + "x".repeat(20_000) + "\",\"b\":1}}")))
                .isNotNull();
        assertThat(catchThrowableOfType(BadJson.class, () -> user("{\"user_metadata\":[]}")))
                .isNotNull();
    }
}
