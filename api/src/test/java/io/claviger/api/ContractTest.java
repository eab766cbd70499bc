package io.claviger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The contract, our parsers and an independent validator say the same. */
@NullMarked
class ContractTest {
    private static final int MUTATIONS = 4_000;
    private final OpenApiFile contract = OpenApiFile.read();

    private boolean takes(String schema, JsonNode body) {
        try {
            contract.parse(schema, body.toString().getBytes(UTF_8));
            return true;
        } catch (BadJson _) {
            return false;
        }
    }

    @Test
    void everyRequestExampleIsValidAndParses() {
        assertThat(contract.requestExamples()).hasSizeGreaterThan(25);
        for (var example : contract.requestExamples()) {
            assertThat(contract.errors(example.schema(), example.value()))
                    .as(example.toString())
                    .isEmpty();
            contract.parse(example.schema(), example.value().toString().getBytes(UTF_8));
        }
    }

    @Test
    void everyReplyExampleIsValidAndComesBackTheSame() {
        assertThat(contract.replyExamples()).hasSizeGreaterThan(25);
        for (var example : contract.replyExamples()) {
            assertThat(contract.errors(example.schema(), example.value()))
                    .as(example.toString())
                    .isEmpty();
            assertThat(contract.echo(example.schema(), example.value()))
                    .as(example.toString())
                    .isEqualTo(example.value());
        }
    }

    @Test
    void mutationsAreJudgedAlike() {
        var examples = contract.requestExamples();
        var random = new Random(8);
        var mutation = new Mutation(random);
        var verdicts = new TreeMap<Boolean, Integer>();
        for (int i = 0; i < MUTATIONS; i++) {
            var example = examples.get(random.nextInt(examples.size()));
            JsonNode body = example.value();
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                body = mutation.of(body, contract.names(example.schema()));
            }
            var errors = contract.errors(example.schema(), body);
            boolean takes = takes(example.schema(), body);
            if (takes != errors.isEmpty()) {
                fail("%s: the parser %s, the validator says %s: %s"
                        .formatted(example.schema(), takes ? "takes it" : "refuses it", errors, body));
            }
            verdicts.merge(takes, 1, Integer::sum);
        }
        assertThat(verdicts.get(true)).isGreaterThan(MUTATIONS / 10);
        assertThat(verdicts.get(false)).isGreaterThan(MUTATIONS / 10);
    }

    @Test
    void everyOperationIsARouteWithItsExamples() {
        var ids = new HashSet<String>();
        contract.operations().forEach((path, operation) -> {
            ids.add(operation.get("operationId").textValue());
            contract.requireExamples(path, operation);
        });
        assertThat(Routes.values()).extracting(Routes::operationId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theAnonymousTableHasTheseRoutesAndNoOther() {
        assertThat(Routes.values())
                .filteredOn(Routes::anonymous)
                .extracting(Routes::template)
                .containsExactlyInAnyOrder(
                        "/",
                        "/healthz",
                        "/readyz",
                        "/api/v1/system/services/status",
                        "/api/v1/auth/tokens",
                        "/api/v1/auth/changepw",
                        "/api/v1/auth/jwks.json",
                        "/api/v1/openapi.yaml");
    }

    @Test
    void theContractIsServedAsItIs() {
        assertThat(new String(OpenApi.yaml(), UTF_8)).startsWith("openapi: 3.1.");
    }
}
