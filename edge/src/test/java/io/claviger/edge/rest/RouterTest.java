package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.api.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final Router router = new Router();

    @ParameterizedTest
    @EnumSource(Routes.class)
    void findsEveryRouteOfTheContract(Routes route) {
        String path = route.template().replaceAll("\\{[^}]*}", "some");
        assertThat(route(route.method(), path)).isEqualTo(route);
        assertThat(route(route.method(), path + "/")).isEqualTo(route);
        assertThat(route(route.method(), path.replace("/", "//"))).isEqualTo(route);
    }

    /** Lesson 5: no route is open by oversight; this table is all there is. */
    @Test
    void lesson5OnlyTheseAreAnsweredWithoutAToken() {
        Set<Routes> open =
                Arrays.stream(Routes.values()).filter(Routes::anonymous).collect(Collectors.toSet());
        assertThat(open)
                .containsExactlyInAnyOrder(
                        Routes.GREET,
                        Routes.READ_LIVENESS,
                        Routes.READ_READINESS,
                        Routes.READ_SERVICES,
                        Routes.SIGN_IN,
                        Routes.CHANGE_PASSWORD,
                        Routes.READ_TOKEN_KEYS,
                        Routes.READ_CONTRACT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            GET > /api//v1/vault/keys2/ > LIST_KEYS
            GET > //api/v1/vault/keys2 > LIST_KEYS
            HEAD > /api/v1/vault/keys2 > LIST_KEYS
            GET > /api/v1/vault/ke%79s2 > LIST_KEYS
            POST > /api/v1/vault/keys2/k/versions/ > CREATE_VERSION
            GET > / > GREET
            GET > // > GREET
            """)
    void foldsSlashes(String method, String path, Routes expected) {
        assertThat(route(method, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/vault/keys2",
                "/api/v1/vault/keys2/",
                "/api/v1/usermgmt/users",
                "/api/v1/usermgmt/groups/"
            })
    void deletesNoCollection(String path) {
        assertThat(router.find("DELETE", path)).isEqualTo(new Router.WrongMethod("GET, POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1",
                "/api/v1/no/such/thing",
                "/api/v1/vault/keys2/a/b/c",
                "*",
                "x",
                "/API/v1/vault/keys2"
            })
    void knowsNoOtherPath(String path) {
        assertThat(router.find("GET", path)).isEqualTo(new Router.Unknown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            local|12 > local|12
            local%7C12 > local|12
            local%7c12 > local|12
            a%2Fb > a/b
            a%252Fb > a%2Fb
            a:b > a:b
            gr%C3%BCn > grün
            gr\u00C3\u00BCn > grün
            a+b > a+b
            a%2Bb > a+b
            ... > ...
            """)
    void decodesASegmentOnce(String raw, String name) {
        assertThat(names("/api/v1/vault/keys2/" + raw)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "%2e",
                "%2E%2e",
                ".%2e",
                "%",
                "%4",
                "%zz",
                "%+1",
                "a%00b",
                "%C3",
                "%C0%AF",
                "%ED%A0%80",
                "%ff",
                "a b",
                "a\u007fb",
                "a\u0100b"
            })
    void refusesTricks(String raw) {
        assertThatThrownBy(() -> router.find("GET", "/api/v1/vault/keys2/" + raw))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> router.find("GET", "/api/v1/vault/keys2/" + raw + "/versions"))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void readsAPlusThatNobodyEscapedAsASpaceIfNeedBe() {
        assertThat(match("/api/v1/vault/keys2/a+b%2Bc").spaced()).containsExactly("a b+c");
        assertThat(match("/api/v1/vault/keys2/a%2Bb").spaced()).containsExactly("a+b");
    }

    @Test
    void givesTheVariablesInOrder() {
        assertThat(names("/api/v1/usermgmt/groups/team/users/local%7Cx")).containsExactly("team", "local|x");
        assertThat(Router.variables(Routes.READ_USER)).containsExactly("userId");
    }

    private List<String> names(String path) {
        return match(path).names();
    }

    private Router.Match match(String path) {
        String method = path.contains("/groups/") ? "POST" : "GET";
        return (Router.Match) router.find(method, path);
    }

    private Routes route(String method, String path) {
        return ((Router.Match) router.find(method, path)).route();
    }
}
