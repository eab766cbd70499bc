package io.claviger.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claviger.server.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A home with one of everything, and a copy of its database from before half of it changed: a key was destroyed, another
 * revoked, one rotated, one archived, one deleted; permissions, a membership, a password and a sign-in were taken back.
 */
@NullMarked
final class PreparedHome {
    static final Map<String, String> IDEMPOTENT = Map.of("Idempotency-Key", "again-and-again");
    static final String DATABASE = "db/claviger.db";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path kept;
    private final Path old;
    private final Map<String, String> known = new HashMap<>();

    PreparedHome(Path folder) {
        this.home = folder.resolve("home");
        this.kept = folder.resolve("kept");
        this.old = folder.resolve("old.db");
        try (var server = RunningServer.start(home, "audit.sync=interval")) {
            before(server, server.signInAsAdmin());
        }
        copy(home.resolve(DATABASE), old);
        try (var server = RunningServer.start(home)) {
            after(server, server.signInAsAdmin());
        }
        known.put("admin", text(home.resolve("initial-admin-password")));
        try {
            fill(Files.createDirectories(kept), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database as it was before half of it changed. */
    Path old() {
        return old;
    }

    /** Passwords by user, and what else a question needs. */
    String known(String name) {
        String value = known.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    /** The home, in its own place, as it was left. */
    Path restored() {
        try {
            empty(home);
            fill(home, kept);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> !f.equals(folder)).toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static void fill(Path folder, Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !f.equals(from)).toList()) {
                Files.copy(file, folder.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void before(RunningServer server, String admin) {
        post(server, admin, "/usermgmt/groups", "{'name':'ops'}");
        for (String user : new String[] {"alice", "bob", "carol", "dave"}) {
            known.put(user, "correct horse " + user);
            String body = "{'username':'%s','password':'correct horse %s'}".formatted(user, user);
            known.put(
                    user + ".id",
                    post(server, admin, "/usermgmt/users", body).path("user_id").asText());
            join(server, admin, "Key%20Users", user);
        }
        join(server, admin, "ops", "bob");
        JsonNode signedIn = post(
                server,
                null,
                "/auth/tokens",
                "{'grant_type':'password','username':'alice','password':'%s'}".formatted(known("alice")));
        known.put("revoked", signedIn.path("refresh_token").asText());
        String alice = signedIn.path("jwt").asText();
        post(server, alice, "/vault/keys2", "{'name':'payroll','algorithm':'aes','labels':{'tier':'gold','site':'b'}}");
        for (String name : new String[] {"rotated", "doomed", "leaked", "shelf", "gone"}) {
            post(server, alice, "/vault/keys2", "{'name':'%s','algorithm':'aes'}".formatted(name));
        }
        post(server, alice, "/vault/keys2", "{'name':'pair','algorithm':'ec','curveid':'prime256v1'}");
        post(
                server,
                alice,
                "/vault/keys2",
                "{'name':'shared','algorithm':'aes','meta':{'permissions':{'ReadKey':['ops'],"
                        + "'UseKey':['ops'],'EncryptWithKey':['ops'],'DecryptWithKey':['ops'],'ExportKey':['ops']}}}");
        post(server, alice, "/vault/keys2", "{'name':'once','algorithm':'aes'}", IDEMPOTENT);
        for (String name : new String[] {"payroll", "rotated", "doomed", "leaked", "shared"}) {
            known.put(
                    "sealed." + name,
                    post(server, alice, "/crypto/encrypt", "{'id':'%s','plaintext':'YQ=='}".formatted(name))
                            .toString());
        }
    }

    private void after(RunningServer server, String admin) {
        String alice = server.signIn("alice", known("alice"));
        post(server, alice, "/vault/keys2/rotated/versions", "{}");
        post(server, alice, "/vault/keys2/rotated/versions", "{}");
        post(server, alice, "/vault/keys2/doomed/destroy", "{}");
        post(server, alice, "/vault/keys2/leaked/revoke", "{'reason':'KeyCompromise','message':'leaked'}");
        post(server, alice, "/vault/keys2/pair/revoke", "{'reason':'KeyCompromise','message':'leaked'}");
        post(server, alice, "/vault/keys2/shelf/archive", "{}");
        send(server, "DELETE", alice, "/vault/keys2/gone", "");
        send(server, "PATCH", alice, "/vault/keys2/payroll", "{'labels':{'tier':'silver'},'unexportable':true}");
        send(server, "PATCH", alice, "/vault/keys2/shared", "{'meta':{'permissions':{}}}");
        post(
                server,
                alice,
                "/vault/keys2",
                "{'name':'later','algorithm':'aes','state':'Pre-Active','activationDate':'2099-01-01T00:00:00Z'}");
        send(server, "DELETE", admin, "/usermgmt/groups/ops/users/" + id("bob"), "");
        send(server, "DELETE", admin, "/usermgmt/users/" + id("carol"), "");
        send(
                server,
                "PATCH",
                null,
                "/auth/changepw",
                "{'username':'dave','password':'correct horse dave','new_password':'another horse dave'}");
        known.put("dave.new", "another horse dave");
        post(server, alice, "/auth/revoke", "{'refresh_token':'%s'}".formatted(known("revoked")));
    }

    private void join(RunningServer server, String admin, String group, String user) {
        post(server, admin, "/usermgmt/groups/%s/users/%s".formatted(group, id(user)), "");
    }

    private String id(String user) {
        return known(user + ".id").replace("|", "%7C");
    }

    private static JsonNode post(RunningServer server, @Nullable String token, String path, String body) {
        return post(server, token, path, body, Map.of());
    }

    private static JsonNode post(
            RunningServer server, @Nullable String token, String path, String body, Map<String, String> headers) {
        return read(server.send("POST", "/api/v1" + path, token, body.replace('\'', '"'), headers), path);
    }

    private static void send(RunningServer server, String method, @Nullable String token, String path, String body) {
        read(server.send(method, "/api/v1" + path, token, body.replace('\'', '"')), path);
    }

    private static JsonNode read(HttpResponse<String> answer, String path) {
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
