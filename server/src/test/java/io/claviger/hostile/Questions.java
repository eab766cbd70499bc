package io.claviger.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claviger.server.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What a server is asked over REST, and what it answered: status and fields by their paths. */
@NullMarked
final class Questions {
    /** What a home that does not start answers to everything. */
    static final int NO_SERVER = 599;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KEYS = List.of(
            "payroll", "rotated", "doomed", "leaked", "shelf", "gone", "pair", "pair_pub", "shared", "once", "later");
    private static final List<String> SEALED = List.of("payroll", "rotated", "doomed", "leaked", "shared");
    private static final List<String> RECORDED =
            List.of("Create", "Destroy", "Revoke", "RemoveMember", "DeleteUser", "ReKey", "Encrypt");

    /**
     * An answer.
     *
     * @param fields of its body, each with the path to it
     * @param items of a list, each as one text
     */
    record Reply(int status, Map<String, String> fields, List<JsonNode> items) {
        boolean refused() {
            return status >= 400;
        }
    }

    private final PreparedHome home;

    Questions(PreparedHome home) {
        this.home = home;
    }

    /** Starts a server on a home, asks it everything, stops it. */
    Map<String, Reply> ask(Path spoilt) {
        try (var server = RunningServer.start(spoilt)) {
            return ask(server);
        } catch (RuntimeException refusedToStart) {
            refusedToStart.printStackTrace();
            return Map.of("start", new Reply(NO_SERVER, Map.of(), List.of()));
        }
    }

    private Map<String, Reply> ask(RunningServer server) {
        var all = new LinkedHashMap<String, Reply>();
        String admin = signIn(server, all, "admin", home.known("admin"));
        String alice = signIn(server, all, "alice", home.known("alice"));
        String bob = signIn(server, all, "bob", home.known("bob"));
        signIn(server, all, "dave", home.known("dave.new"));
        signIn(server, all, "dave's old password", "dave", home.known("dave"));
        signIn(server, all, "carol", home.known("carol"));
        put(
                all,
                "a revoked sign-in",
                send(
                        server,
                        "POST",
                        null,
                        "/auth/tokens",
                        "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"%s\"}"
                                .formatted(home.known("revoked"))));
        lists(server, all, admin, alice, bob);
        for (String name : KEYS) {
            put(all, "key " + name, send(server, "GET", alice, "/vault/keys2/" + name, ""));
            put(all, "versions of " + name, send(server, "GET", alice, "/vault/keys2/%s/versions".formatted(name), ""));
        }
        for (String name : List.of("shared", "payroll")) {
            put(all, "bob reads " + name, send(server, "GET", bob, "/vault/keys2/" + name, ""));
            put(all, "bob exports " + name, send(server, "POST", bob, "/vault/keys2/%s/export".formatted(name), "{}"));
            put(
                    all,
                    "bob decrypts " + name,
                    send(server, "POST", bob, "/crypto/decrypt", home.known("sealed." + name)));
        }
        for (String name : SEALED) {
            put(all, "decrypt " + name, send(server, "POST", alice, "/crypto/decrypt", home.known("sealed." + name)));
        }
        for (String name : KEYS) {
            put(all, "encrypt " + name, encrypt(server, alice, name));
            put(all, "export " + name, send(server, "POST", alice, "/vault/keys2/%s/export".formatted(name), "{}"));
        }
        put(
                all,
                "retry",
                send(
                        server,
                        "POST",
                        alice,
                        "/vault/keys2",
                        "{\"name\":\"once\",\"algorithm\":\"aes\"}",
                        PreparedHome.IDEMPOTENT));
        return all;
    }

    private void lists(
            RunningServer server,
            Map<String, Reply> all,
            @Nullable String admin,
            @Nullable String alice,
            @Nullable String bob) {
        put(all, "list of keys", send(server, "GET", alice, "/vault/keys2?limit=-1", ""));
        put(all, "list by label", send(server, "GET", alice, "/vault/keys2?limit=-1&labels=tier%3Dsilver", ""));
        put(all, "list for bob", send(server, "GET", bob, "/vault/keys2?limit=-1", ""));
        for (String operation : RECORDED) {
            put(
                    all,
                    "list of records of " + operation,
                    send(server, "GET", admin, "/audit/records?limit=-1&action=" + operation, ""));
        }
        String bobs = "/usermgmt/groups?limit=-1&users=" + home.known("bob.id").replace("|", "%7C");
        put(all, "users", send(server, "GET", admin, "/usermgmt/users?limit=-1", ""));
        put(all, "groups", send(server, "GET", admin, "/usermgmt/groups?limit=-1", ""));
        put(all, "bob's groups", send(server, "GET", admin, bobs, ""));
        String eve = "{\"username\":\"eve\",\"password\":\"long enough\"}";
        put(all, "bob makes a user", send(server, "POST", bob, "/usermgmt/users", eve));
        put(all, "bob himself", send(server, "GET", bob, "/auth/self/user", ""));
    }

    private static Reply encrypt(RunningServer server, @Nullable String token, String key) {
        return send(server, "POST", token, "/crypto/encrypt", "{\"id\":\"%s\",\"plaintext\":\"YQ==\"}".formatted(key));
    }

    private static @Nullable String signIn(RunningServer server, Map<String, Reply> all, String user, String password) {
        return signIn(server, all, user, user, password);
    }

    private static @Nullable String signIn(
            RunningServer server, Map<String, Reply> all, String label, String user, String password) {
        Reply reply = send(
                server,
                "POST",
                null,
                "/auth/tokens",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
        put(all, "sign in as " + label, reply);
        return reply.fields().get("/jwt");
    }

    private static void put(Map<String, Reply> all, String question, Reply reply) {
        all.put(question, reply);
    }

    private static Reply send(RunningServer server, String method, @Nullable String token, String path, String body) {
        return send(server, method, token, path, body, Map.of());
    }

    private static Reply send(
            RunningServer server,
            String method,
            @Nullable String token,
            String path,
            String body,
            Map<String, String> headers) {
        HttpResponse<String> answer = server.send(method, "/api/v1" + path, token, body, headers);
        var fields = new TreeMap<String, String>();
        try {
            JsonNode tree = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
            JsonNode resources = tree.path("resources");
            if (!resources.isArray()) {
                flatten("", tree, fields);
            }
            return new Reply(
                    answer.statusCode(), fields, resources.valueStream().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flatten(String path, JsonNode node, Map<String, String> fields) {
        if (node.isValueNode()) {
            fields.put(path, node.asText());
        }
        Stream<Map.Entry<String, JsonNode>> members = node.isObject() ? node.propertyStream() : Stream.of();
        members.forEach(member -> flatten(path + "/" + member.getKey(), member.getValue(), fields));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            flatten(path + "/" + i, node.get(i), fields);
        }
    }
}
