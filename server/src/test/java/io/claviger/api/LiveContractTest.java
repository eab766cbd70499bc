package io.claviger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claviger.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running server against its own contract, judged by a validator that is not ours. */
@NullMarked
class LiveContractTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final int MUTATIONS = 10_000;

    /** Each of these costs an Argon2id or ends the test's own session: some mutations of them are enough. */
    private static final Set<String> COSTLY =
            Set.of("createToken", "changePassword", "createUser", "updateUser", "revokeToken");

    @TempDir
    @SuppressWarnings("NullAway") // set before all
    private static Path home;

    @SuppressWarnings("NullAway") // set before all
    private static RunningServer server;

    private final OpenApiFile contract = OpenApiFile.read();

    private record Request(String method, String path, String operation, String schema, JsonNode body) {}

    @BeforeAll
    static void start() {
        server = RunningServer.start(home.resolve("home"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyExampleAndTenThousandMutationsAreAnsweredAsTheContractSays() throws IOException {
        var random = new Random(8);
        var mutation = new Mutation(random);
        List<Request> requests = requests();
        assertThat(requests).hasSizeGreaterThan(20);
        String token = server.signInAsAdmin();
        var statuses = new TreeMap<Integer, Integer>();
        for (int i = 0; i < MUTATIONS + requests.size(); i++) {
            if (i % 2_000 == 0) {
                token = server.signInAsAdmin();
            }
            boolean example = i < requests.size();
            Request request = requests.get(example ? i : random.nextInt(requests.size()));
            if (!example && COSTLY.contains(request.operation()) && random.nextInt(20) != 0) {
                continue;
            }
            JsonNode body = request.body();
            for (int times = example ? 0 : 1 + random.nextInt(2); times > 0; times--) {
                body = mutation.of(body, contract.names(request.schema()));
            }
            HttpResponse<String> answer = server.send(request.method(), request.path(), token, body.toString());
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            judge(request, body, answer);
        }
        assertThat(statuses.getOrDefault(400, 0)).as("%s", statuses).isGreaterThan(MUTATIONS / 10);
    }

    private void judge(Request request, JsonNode body, HttpResponse<String> answer) throws IOException {
        String what = "%s %s %s: %d %s"
                .formatted(request.method(), request.path(), body, answer.statusCode(), answer.body());
        JsonNode operation = operation(request);
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        assertThat(operation.get("responses").has(String.valueOf(answer.statusCode())))
                .as("undocumented status: " + what)
                .isTrue();
        if (!contract.errors(request.schema(), body).isEmpty()) {
            assertThat(answer.statusCode()).as("invalid, but taken: " + what).isBetween(400, 499);
        }
        contract.replySchema(operation, answer.statusCode())
                .ifPresent(schema -> assertThat(contract.errors(schema, tree(answer.body())))
                        .as(what)
                        .isEmpty());
    }

    private JsonNode operation(Request request) {
        return contract.operations().values().stream()
                .filter(each -> each.get("operationId").textValue().equals(request.operation()))
                .findFirst()
                .orElseThrow();
    }

    /** Every example of a JSON body, with the path of its operation filled in. */
    private List<Request> requests() {
        var requests = new ArrayList<Request>();
        contract.operations().forEach((where, operation) -> {
            String[] parts = where.split(" ", 2);
            String path = parts[1].replaceAll("\\{[^}]+}", "example");
            String id = operation.get("operationId").textValue();
            contract.examplesOf(operation)
                    .forEach(example -> requests.add(new Request(
                            parts[0].toUpperCase(Locale.ROOT),
                            path.startsWith("/api/v1") ? path : "/api/v1" + path,
                            id,
                            example.schema(),
                            example.value())));
        });
        return requests;
    }

    private static JsonNode tree(String body) {
        try {
            return JACKSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }
}
