package io.claviger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the writer writes, read back by Jackson. */
@NullMarked
class JsonWriterTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private static JsonNode read(JsonWriter out) throws IOException {
        return JACKSON.readTree(out.toBytes());
    }

    @Test
    void anyTextComesBackAsItWas() throws IOException {
        var random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x180);
                text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '"' : point);
            }
            var out = new JsonWriter().beginObject().field("t", text.toString()).endObject();
            assertThat(read(out).get("t").textValue()).isEqualTo(text.toString());
            var secret = SecretValue.taking(text.toString().getBytes(UTF_8));
            assertThat(new JsonWriter()
                            .beginObject()
                            .secret("t", secret)
                            .endObject()
                            .toBytes())
                    .isEqualTo(out.toBytes());
        }
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() throws IOException {
        assertThat(read(new JsonWriter()
                                .beginObject()
                                .field("t", "a\ud800b\udc00")
                                .endObject())
                        .get("t")
                        .textValue())
                .isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(new String(new JsonWriter().value("\u0001\n\t\r\"\\\u007f/").toBytes(), UTF_8))
                .isEqualTo("\"\\u0001\\n\\t\\r\\\"\\\\\\u007f/\"");
    }

    @Test
    void absentFieldsAreLeftOut() {
        var group = Group.builder()
                .name("team")
                .createdAt(Instant.parse("2026-11-24T10:00:00Z"))
                .updatedAt(Instant.parse("2026-11-24T10:00:00.123456789Z"))
                .build();
        var out = new JsonWriter();
        group.write(out);
        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("{\"name\":\"team\",\"created_at\":\"2026-11-24T10:00:00.000000Z\","
                        + "\"updated_at\":\"2026-11-24T10:00:00.123456Z\"}");
    }

    @Test
    void listsAndMapsNest() throws IOException {
        var meta = new KeyMeta("local|1", Map.of("UseKey", List.of("a", "b")));
        var page = new KeyPage(0, 10, 0, null, List.of());
        var out = new JsonWriter().beginList();
        meta.write(out);
        page.write(out);
        out.endList();
        assertThat(new String(out.toBytes(), UTF_8))
                .isEqualTo("[{\"ownerId\":\"local|1\",\"permissions\":{\"UseKey\":[\"a\",\"b\"]}},"
                        + "{\"skip\":0,\"limit\":10,\"total\":0,\"resources\":[]}]");
    }

    @Test
    void closingWipes() {
        var out = new JsonWriter().value("secret");
        out.close();
        assertThat(out.size()).isZero();
        assertThat(out.toBytes()).isEmpty();
    }

    @Test
    void timesAgreeWithTheJdk() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            var moment = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000) * 1_000L);
            assertThat(Instant.parse(Moments.format(moment))).isEqualTo(moment);
            assertThat(Moments.parse(Moments.format(moment))).isEqualTo(moment);
            assertThat(Moments.parse(moment.toString())).isEqualTo(moment);
        }
    }
}
