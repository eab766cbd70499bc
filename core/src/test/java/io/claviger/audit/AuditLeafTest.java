package io.claviger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditLeafTest {
    /** Byte for byte: whoever writes another verifier has nothing but this. */
    @Test
    void encodesCanonically() {
        var event = new AuditEvent(
                new UUID(0, 1),
                Instant.parse("2030-01-01T00:00:00Z"),
                new UUID(0, 2),
                new UUID(0, 3),
                new UUID(0, 4),
                null,
                "10.0.0.1",
                "Revoke",
                new UUID(0, 7),
                0,
                3L,
                "01ff",
                "Active",
                "Deactivated",
                "success",
                "lost \"badge\"\n\u0001 \u00e9",
                "owner",
                null,
                2);

        assertThat(new String(AuditLeaf.encode(event), StandardCharsets.UTF_8)).isEqualTo("""
                {"actor":"00000000-0000-0000-0000-000000000004","at":"2030-01-01T00:00:00.000000Z",\
                "domain":"00000000-0000-0000-0000-000000000003","from":"Active",\
                "id":"00000000-0000-0000-0000-000000000001","mac":"01ff","n":2,\
                "node":"00000000-0000-0000-0000-000000000002","op":"Revoke","outcome":"success","policy":"owner",\
                "reason":"lost \\"badge\\"\\n\\u0001 \u00e9","rev":3,"source":"10.0.0.1",\
                "target":"00000000-0000-0000-0000-000000000007","to":"Deactivated","v":1,"version":0}""");
    }
}
