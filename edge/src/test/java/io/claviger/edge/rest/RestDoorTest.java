package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claviger.KmsException.Held;
import io.claviger.audit.AuditEvent;
import io.claviger.crypto.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The door over a real connection, in front of a corridor with sessions and nothing else. */
class RestDoorTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static World world;
    private static String token;

    @BeforeAll
    static void open() {
        world = new World();
        token = world.token();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void answersWithoutATokenWhatIsOpen() throws Exception {
        assertThat(send("GET", "/").body()).isEqualTo("Claviger\n");
        assertThat(send("GET", "/api//v1/system/services/status").body()).contains("\"status\":\"started\"");
        assertThat(send("GET", "/api/v1/openapi.yaml").body()).startsWith("openapi: 3.1.1");
        assertThat(send("GET", "/api/v1/auth/jwks.json").body()).contains(world.keys.tokenKeyId());
    }

    @Test
    void answersHealthAloneWhileItIsHeld() throws Exception {
        assertThat(send("GET", "/readyz").body()).isEqualTo("{\"ready\":true}");
        world.held.set(new Held("clock-behind", "the clock is behind"));
        try {
            assertThat(send("GET", "/healthz").body()).isEqualTo("alive\n");
            assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
            assertThat(send("GET", "/readyz").body()).contains("clock-behind");
            for (String path : new String[] {"/", "/api/v1/vault/keys2", "/api/v1/openapi.yaml", "/no/such/path"}) {
                HttpResponse<String> answer = send("GET", path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body()).contains("NCERRHeld");
            }
        } finally {
            world.held.set(null);
        }
    }

    @Test
    void putsItsHeadersOnEveryAnswer() throws Exception {
        for (String path : new String[] {"/", "/api/v1/nothing", "/api/v1/vault/keys2"}) {
            var headers = send("GET", path).headers();
            assertThat(headers.firstValue("X-Request-ID").orElse("")).hasSize(36);
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(io.claviger.api.Routes.class)
    void lesson5NothingElseIsAnsweredWithoutAToken(io.claviger.api.Routes route) throws Exception {
        if (!route.anonymous()) {
            String path = route.template().replaceAll("\\{[^}]*}", "x");
            var reply = send(route.method(), path);
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(reply.body()).contains("\"code\":5").contains("NCERRUnauthorizedAccess");
        }
    }

    @Test
    void countsStrangersInsteadOfRecordingEach() throws Exception {
        world.refusals.take();
        int before = world.events.size();
        send("GET", "/api/v1/vault/keys2");
        signIn("{\"username\":\"nobody\",\"password\":\"wrong\"}");
        signIn("{\"nonsense\":1}");
        var tally = world.refusals.take().orElseThrow();
        assertThat(tally.count()).isEqualTo(3);
        assertThat(tally.words()).contains("token=1", "SignIn=2", "127.0.0.1");
        assertThat(world.events).hasSize(before);
    }

    @Test
    void answersAWrongPasswordAsAWrongDomain() throws Exception {
        for (String body : new String[] {
            "{\"username\":\"nobody\",\"password\":\"wrong\"}",
            "{\"username\":\"nobody\",\"password\":\"wrong\",\"domain\":\"elsewhere\"}"
        }) {
            var reply = signIn(body);
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.body()).contains("Wrong username or password.");
        }
        assertThat(signIn("{\"grant_type\":\"client_credential\",\"client_id\":\"x\"}")
                        .body())
                .contains("\"code\":9")
                .contains("grant_type");
    }

    @Test
    void knowsACallerWhoseSessionIsInTheStore() throws Exception {
        var reply = signedIn("GET", "/api/v1/auth/self/user", null);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("local|" + Samples.ALICE);
        assertThat(signedIn("GET", "/api/v1/vault/random?bytes=4", null).body()).matches("\\{\"bytes\":\".{6}==\"}");
    }

    @Test
    void forgetsACallerWhoseSignInWasRevoked() throws Exception {
        String other = world.token();
        assertThat(send("GET", "/api/v1/auth/self/user", other, null).statusCode())
                .isEqualTo(200);
        world.stored
                .keySet()
                .forEach(id -> world.sessions.revoke(new io.claviger.identity.RevokedToken(
                        io.claviger.RootDomain.ID,
                        id,
                        Bytes.ofHex("0102030405060708").hex(),
                        Samples.NOW)));
        assertThat(send("GET", "/api/v1/auth/self/user", other, null).statusCode())
                .isEqualTo(401);
        token = world.token();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            POST   > /api/v1/vault/keys2 > {"name":          > 400 > bad-request
            POST   > /api/v1/vault/keys2 > []                > 400 > bad-request
            POST   > /api/v1/vault/keys2 > {"nme":"x"}       > 400 > invalid-field
            POST   > /api/v1/vault/keys2 > {"size":"big"}    > 400 > invalid-field
            POST   > /api/v1/crypto/mac?colour=red > x       > 400 > invalid-field
            POST   > /api/v1/crypto/encrypt > {"id":"k"}     > 400 > invalid-field
            """)
    void putsOnRecordWhatItTurnsAway(String method, String path, String body, int status, String outcome)
            throws Exception {
        var reply = signedIn(method, path, body);
        assertThat(reply.statusCode()).isEqualTo(status);
        AuditEvent last = world.events.getLast();
        assertThat(last.outcome()).isEqualTo(outcome);
        assertThat(last.actor()).isEqualTo(Samples.ALICE);
        assertThat(reply.headers().firstValue("X-Request-ID")).hasValue(String.valueOf(last.request()));
    }

    @Test
    void looksForAPlusAndThenForASpace() throws Exception {
        int before = world.events.size();
        assertThat(signedIn("GET", "/api/v1/vault/keys2/a+b", null).statusCode())
                .isEqualTo(404);
        assertThat(world.events).hasSize(before + 2);
        assertThat(signedIn("GET", "/api/v1/vault/keys2/a%2Bb", null).statusCode())
                .isEqualTo(404);
        assertThat(world.events).hasSize(before + 3);
    }

    @Test
    void putsOnRecordThatACallerItKnowsAskedForWhatIsNotThere() throws Exception {
        int before = world.events.size();
        assertThat(signedIn("GET", "/api/v1/no/such/thing", null).statusCode()).isEqualTo(404);
        assertThat(signedIn("DELETE", "/api/v1/vault/keys2", null).statusCode()).isEqualTo(405);
        assertThat(send("GET", "/api/v1/no/such/thing").statusCode()).isEqualTo(404);

        assertThat(world.events.subList(before, world.events.size()))
                .extracting(AuditEvent::op, AuditEvent::outcome)
                .containsExactly(tuple("UnknownPath", "not-found"), tuple("WrongMethod", "method-not-allowed"));
    }

    @Test
    void refusesWhatHttpLeavesToChance() throws Exception {
        String start = "GET /api/v1/auth/self/user HTTP/1.1\r\n";
        String mine = "Authorization: Bearer " + token + "\r\n";
        assertThat(raw(start + "Host: a\r\n" + mine + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw(start + "Host: a\r\n" + mine + mine + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(start + "Host: a\r\nHost: b\r\n" + mine + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(start + mine + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void deletesNoCollectionAndSaysWhatMayBeDone() throws Exception {
        var reply = signedIn("DELETE", "/api/v1/vault/keys2/", null);
        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.headers().firstValue("Allow")).hasValue("GET, POST");
        assertThat(reply.body()).contains("\"codeDesc\":\"NCERR");
    }

    @Test
    void speaksProblemJsonToWhoAsksForIt() throws Exception {
        var request = HttpRequest.newBuilder(uri("/api/v1/nothing"))
                .header("Accept", "application/problem+json")
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void refusesHeadersItDoesNotKeep() throws Exception {
        for (String[] header :
                new String[][] {{"If-Match", "*"}, {"Idempotency-Key", "a b"}, {"Idempotency-Key", "x".repeat(129)}}) {
            var request = HttpRequest.newBuilder(uri("/api/v1/auth/self/user"))
                    .header("Authorization", "Bearer " + token)
                    .header(header[0], header[1])
                    .build();
            assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/json, true",
                "application/json; charset=utf-8, true",
                "text/json, true",
                "application/vnd.x+json, true",
                "text/plain, false",
                "application/x-www-form-urlencoded, false",
                "-, true"
            })
    void takesJsonByAnyName(String type, boolean json) {
        assertThat(BodyKind.json(type)).isEqualTo(json);
    }

    @Test
    void refusesABodyThatIsTooLongWhateverItSays() throws Exception {
        byte[] long4 = new byte[EdgeLimits.BODY + 1];
        assertThat(raw("POST /api/v1/crypto/mac?keyName=k HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Length: " + long4.length + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        Arrays.fill(long4, (byte) 'a');
        var chunked = HttpRequest.newBuilder(uri("/api/v1/auth/tokens"))
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(long4)))
                .build();
        try {
            assertThat(CLIENT.send(chunked, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(413);
        } catch (IOException closed) {
            // The server may close before the client has sent everything; then the client sees no answer.
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void refusesLongLinesAndHeadersInTheDialect() throws Exception {
        assertThat(raw("GET /" + "a".repeat(EdgeLimits.REQUEST_LINE) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ")
                .contains("NCERRBadRequest");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(EdgeLimits.HEADERS) + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("NCERRBadRequest");
        assertThat(raw("NONSENSE\r\n\r\n")).contains(" 400 ");
    }

    @Test
    void takesALongQueryAndABarInAPath() throws Exception {
        assertThat(raw("GET /api/v1/usermgmt/users/local|x?a=" + "f".repeat(15_000)
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void aCleanStopLetsWhatRunsFinish() throws Exception {
        var own = new World();
        String slow = own.token();
        own.gate = new CountDownLatch(1);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + own.port + "/api/v1/auth/self/user"))
                .header("Authorization", "Bearer " + slow)
                .build();
        CompletableFuture<HttpResponse<String>> running = CLIENT.sendAsync(request, BodyHandlers.ofString());
        assertThat(own.arrived.await(30, TimeUnit.SECONDS)).isTrue();
        var closed = own.door.close(Duration.ofSeconds(5));
        Thread.sleep(300);
        assertThat(closed.isComplete()).isFalse();
        own.gate.countDown();
        assertThat(running.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        World.await(closed);
        own.close();
    }

    private static HttpResponse<String> signIn(String body) throws Exception {
        return send("POST", "/api/v1/auth/tokens", "", body);
    }

    private static HttpResponse<String> signedIn(String method, String path, @Nullable String body) throws Exception {
        return send(method, path, token, body);
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        return send(method, path, null, null);
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String bearer, @Nullable String body)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + world.port + path);
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), world.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
