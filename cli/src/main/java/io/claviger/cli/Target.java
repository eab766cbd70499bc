package io.claviger.cli;

import io.claviger.api.JsonWriter;
import io.claviger.api.SecretValue;
import io.claviger.client.ApiClient;
import io.claviger.client.ApiFailure;
import io.claviger.client.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and who is signed in there. Without {@code --url} it is the one of the home folder, on this machine. */
final class Target {
    @Option(
            names = "--home",
            description = "Home folder of a server on this machine. Default: CLAVIGER_HOME, else ./data.")
    private @Nullable Path home;

    @Option(names = "--url", description = "Address of a server elsewhere, for example https://kms.example:8443.")
    private @Nullable URI url;

    @Option(names = "--ca", description = "PEM file of the CA that signed the server's certificate.")
    private @Nullable Path authority;

    @Option(names = "--json", description = "Prints JSON for scripts.")
    private boolean json;

    boolean json() {
        return json;
    }

    Path home() {
        if (home != null) {
            return home;
        }
        String variable = System.getenv("CLAVIGER_HOME");
        return Path.of(variable == null || variable.isEmpty() ? "data" : variable);
    }

    boolean local() {
        return url == null;
    }

    URI base() {
        if (url != null) {
            return url;
        }
        Path run = home().resolve("run.json");
        try {
            Object port = Json.object(Files.readAllBytes(run)).get("port");
            return URI.create("https://127.0.0.1:" + port);
        } catch (IOException absent) {
            throw new Usage(
                    "no server runs on the home folder %s; start one with claviger serve, or name one with --url"
                            .formatted(home()));
        }
    }

    private @Nullable Path trust() {
        return authority != null || url != null ? authority : home().resolve("ca.pem");
    }

    ApiClient anonymous() {
        return new ApiClient(base(), trust());
    }

    /** Runs {@code work} signed in; a token that has run out is renewed by itself. */
    Map<String, Object> signedIn(Function<ApiClient, Map<String, Object>> work) {
        var cache = new TokenCache(base());
        try (ApiClient client = anonymous()) {
            TokenCache.Tokens tokens = cache.load()
                    .orElseThrow(() -> new ApiFailure(401, "", "not signed in; sign in with claviger login"));
            client.token(tokens.jwt());
            try {
                return work.apply(client);
            } catch (ApiFailure failure) {
                if (failure.status() != 401) {
                    throw failure;
                }
                client.token(renewed(client, tokens, cache));
                return work.apply(client);
            }
        }
    }

    private static String renewed(ApiClient client, TokenCache.Tokens tokens, TokenCache cache) {
        client.token(null);
        try (SecretValue refresh = SecretValue.taking(tokens.refresh().getBytes(StandardCharsets.UTF_8))) {
            Map<String, Object> reply = client.send(
                    "POST",
                    "/auth/tokens",
                    (JsonWriter out) -> out.beginObject()
                            .field("grant_type", "refresh_token")
                            .secret("refresh_token", refresh)
                            .endObject());
            return cache.save(reply).jwt();
        } catch (ApiFailure ended) {
            if (ended.status() == 401) {
                throw new Usage("the session has ended; sign in again with claviger login");
            }
            throw ended;
        }
    }
}
