package io.claviger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.api.Routes;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route that there is, seen from outside. The table is made from the contract, so a new route is swept by itself. */
class RouteSweepTest {
    private static final String BODY = "{\"name\":\"x\"}";

    @TempDir
    private Path home;

    /** Lesson 5 of the peers: side endpoints without authentication. */
    @Test
    void lesson5_whatIsNotInTheAnonymousTableNeedsAToken() {
        var strays = new ArrayList<String>();
        try (RunningServer server = RunningServer.start(home.resolve("home"))) {
            for (Routes route : Routes.values()) {
                String path = route.template().replaceAll("\\{[^}]+}", "example");
                for (String spelling : List.of(path, path + "/", path.replace("/v1/", "//v1//"))) {
                    HttpResponse<String> answer = server.send(
                            route.method(), spelling, null, route.method().equals("GET") ? "" : BODY);
                    boolean refused = answer.statusCode() == 401;
                    // sign-in and a change of password answer 400 or 401 to a body that is none of theirs
                    boolean credential = route.template().contains("auth/");
                    if (refused == route.anonymous() && !credential) {
                        strays.add("%s %s: %d".formatted(route.method(), spelling, answer.statusCode()));
                    }
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void aStrangersTokenIsNobodysToken() {
        try (RunningServer server = RunningServer.start(home.resolve("other"))) {
            String token = server.signInAsAdmin();
            String forged = token.substring(0, token.length() - 4) + "AAAA";
            for (Routes route : Routes.values()) {
                if (route.anonymous()) {
                    continue;
                }
                String path = route.template().replaceAll("\\{[^}]+}", "example");
                HttpResponse<String> answer =
                        server.send(route.method(), path, forged, route.method().equals("GET") ? "" : BODY);
                assertThat(answer.statusCode()).as(route + " " + answer.body()).isEqualTo(401);
                assertThat(answer.body()).contains("NCERRUnauthorizedAccess");
            }
        }
    }
}
