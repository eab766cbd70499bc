package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each limit of the door, met by one source while another is next to it; the clock is the test's. */
class FloodTest {
    private static final String ONE = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";
    private static final FloodLimits.Rate LOW = new FloodLimits.Rate(1, 3);
    private static final FloodLimits.Rate HIGH = Samples.LIMITS.refusals();
    private static final Duration STILL = Duration.ofMillis(200);
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private void limit(FloodLimits.Rate connections, int open, FloodLimits.Rate refusals, FloodLimits.Rate passwords) {
        world.close();
        world = new World(
                new FloodLimits(connections, open, STILL.multipliedBy(50), STILL, refusals, passwords, 32, 1 << 20));
    }

    @Test
    void tooManyNewConnectionsAreClosedUnanswered() throws Exception {
        limit(LOW, 100, HIGH, HIGH);
        for (int i = 0; i < 3; i++) {
            assertThat(once(ONE, HEALTH)).startsWith("HTTP/1.1 200");
        }
        assertThat(once(ONE, HEALTH)).isEmpty();
        assertThat(once(OTHER, HEALTH)).startsWith("HTTP/1.1 200");
        world.clock.pass(Duration.ofSeconds(1));
        assertThat(once(ONE, HEALTH)).startsWith("HTTP/1.1 200");
        assertThat(once(ONE, HEALTH)).isEmpty();
    }

    @Test
    void tooManyOpenConnectionsAreClosedUnansweredUntilOneOfThemEnds() throws Exception {
        limit(HIGH, 2, HIGH, HIGH);
        var held = new ArrayList<Socket>();
        for (int i = 0; i < 2; i++) {
            Socket socket = connect(ONE);
            held.add(socket);
            assertThat(ask(socket, HEALTH)).startsWith("HTTP/1.1 200");
        }
        assertThat(once(ONE, HEALTH)).isEmpty();
        assertThat(once(OTHER, HEALTH)).startsWith("HTTP/1.1 200");
        held.getFirst().close();
        while (world.entrance.open(Source.of(ONE)) > 1) {
            Thread.sleep(5);
        }
        assertThat(once(ONE, HEALTH)).startsWith("HTTP/1.1 200");
        held.getLast().close();
    }

    @Test
    void tooManyRefusalsEndTheConnectionAndConcernNoValidToken() throws Exception {
        limit(HIGH, 100, LOW, HIGH);
        String token = world.token();
        String bad = get("no token of ours");
        world.refusals.take();
        try (Socket socket = connect(ONE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(socket, bad)).startsWith("HTTP/1.1 401");
            }
            String last = ask(socket, bad);
            assertThat(last).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 1");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(once(OTHER, bad)).startsWith("HTTP/1.1 401");
        for (int i = 0; i < 20; i++) {
            assertThat(once(ONE, get(token))).startsWith("HTTP/1.1 200");
        }
        assertThat(once(ONE, "GET /no/such HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 429");
        assertThat(once(ONE, "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 429");
        assertThat(once(ONE, post("/api/v1/auth/tokens", "[]"))).startsWith("HTTP/1.1 429");
        assertThat(once(ONE, "NONSENSE\r\n\r\n")).isEmpty();
        assertThat(world.refusals.take().orElseThrow().count()).isEqualTo(9);
        assertThat(world.events).extracting(event -> event.outcome()).containsOnly("success");
    }

    @Test
    void overHttp2RefusalsAreTooManyAsWellAndTheConnectionEndsForValidTokensUnnoticed() throws Exception {
        limit(HIGH, 100, LOW, HIGH);
        String token = world.token();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .localAddress(InetAddress.ofLiteral(ONE))
                .build()) {
            assertThat(status(client, token)).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(status(client, "no token of ours")).isEqualTo(401);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(status(client, "no token of ours")).isEqualTo(429);
                assertThat(status(client, token)).isEqualTo(200);
            }
        }
    }

    private int status(HttpClient client, String token) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/auth/self/user".formatted(world.port)))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer.statusCode();
    }

    @Test
    void longBodiesTogetherHaveABound() throws Exception {
        limit(HIGH, 100, HIGH, HIGH);
        assertThat(once(ONE, post("/api/v1/auth/tokens", "x".repeat(1_000_000))))
                .startsWith("HTTP/1.1 400");
        assertThat(once(ONE, post("/api/v1/auth/tokens", "x".repeat(1_100_000))))
                .startsWith("HTTP/1.1 503");
        assertThat(once(ONE, post("/api/v1/auth/tokens", "x".repeat(1_000_000))))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void afterTooManyWrongPasswordsNoOtherIsLookedAt() throws Exception {
        limit(HIGH, 100, HIGH, LOW);
        String wrong = post("/api/v1/auth/tokens", "{\"username\":\"nobody\",\"password\":\"wrong\"}");
        String change = "{\"username\":\"nobody\",\"password\":\"wrong\",\"new_password\":\"another one\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(once(ONE, wrong)).startsWith("HTTP/1.1 401");
        }
        assertThat(once(ONE, wrong)).startsWith("HTTP/1.1 429").contains("wrong passwords");
        assertThat(once(ONE, post("/api/v1/auth/changepw", change).replace("POST", "PATCH")))
                .startsWith("HTTP/1.1 429");
        assertThat(once(OTHER, wrong)).startsWith("HTTP/1.1 401");
        assertThat(once(ONE, get(world.token()))).startsWith("HTTP/1.1 200");
        world.clock.pass(Duration.ofSeconds(1));
        assertThat(once(ONE, wrong)).startsWith("HTTP/1.1 401");
        assertThat(once(ONE, wrong)).startsWith("HTTP/1.1 429");
    }

    @Test
    void aBodyThatStandsStillIsGivenUp() throws Exception {
        limit(HIGH, 100, HIGH, HIGH);
        String slow = post("/api/v1/auth/tokens", "{}").replace("\r\n\r\n{}", "\r\nExpect: 100-continue\r\n\r\n");
        try (Socket socket = connect(ONE)) {
            assertThat(ask(socket, slow)).startsWith("HTTP/1.1 100");
            world.clock.pass(STILL);
            assertThat(read(socket)).isEmpty();
        }
        try (Socket socket = connect(ONE)) {
            assertThat(ask(socket, slow)).startsWith("HTTP/1.1 100");
            world.clock.pass(STILL.dividedBy(2));
            assertThat(ask(socket, "{}")).startsWith("HTTP/1.1 400");
        }
    }

    private static String get(String token) {
        return "GET /api/v1/auth/self/user HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n".formatted(token);
    }

    private static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s".formatted(path, body.length(), body);
    }

    private Socket connect(String from) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), world.port));
        return socket;
    }

    private String once(String from, String request) throws IOException {
        try (Socket socket = connect(from)) {
            return ask(socket, request);
        }
    }

    private static String ask(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return read(socket);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** One answer; less when the connection ends before. */
    private static String read(Socket socket) throws IOException {
        var answer = new StringBuilder();
        int next = 0;
        while (answer.indexOf("\r\n\r\n") < 0 && next >= 0) {
            next = socket.getInputStream().read();
            answer.append(next < 0 ? "" : (char) next);
        }
        Matcher length = LENGTH.matcher(answer);
        if (length.find()) {
            answer.append(new String(socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))), US_ASCII));
        }
        return answer.toString();
    }
}
