package io.claviger.client;

import io.claviger.api.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Talks to one server. Its certificate is checked against the CA given, or those of the platform. */
public final class ApiClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final byte[] NOTHING = new byte[0];

    private final HttpClient client;
    private final URI base;
    private @Nullable String token;

    /** @param authority PEM of the CA that signed the server's certificate; null trusts the platform's */
    public ApiClient(URI base, @Nullable Path authority) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (authority != null) {
            builder.sslContext(trusting(authority));
        }
        this.client = builder.build();
        this.base = base;
    }

    public void token(@Nullable String jwt) {
        token = jwt;
    }

    public Map<String, Object> get(String path) {
        return send("GET", path, "application/json", NOTHING);
    }

    public Map<String, Object> delete(String path) {
        return send("DELETE", path, "application/json", NOTHING);
    }

    /** Sends a JSON object that {@code body} writes. */
    public Map<String, Object> send(String method, String path, Consumer<JsonWriter> body) {
        try (var out = new JsonWriter()) {
            body.accept(out);
            return send(method, path, "application/json", out.toBytes());
        }
    }

    public Map<String, Object> post(String path) {
        return send("POST", path, "application/json", NOTHING);
    }

    /** Sends bytes as they are. @throws ApiFailure for every answer but 2xx, and for none */
    public Map<String, Object> send(String method, String path, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return answer(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException unreachable) {
            throw new ApiFailure(0, "", "no answer from %s: %s".formatted(base, unreachable.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ApiFailure(0, "", "interrupted");
        }
    }

    private static Map<String, Object> answer(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        Map<String, Object> object = body.length == 0 ? Map.of() : Json.object(body);
        if (response.statusCode() / 100 == 2) {
            return object;
        }
        throw new ApiFailure(
                response.statusCode(),
                String.valueOf(object.getOrDefault("codeDesc", "")),
                String.valueOf(object.getOrDefault("message", new String(body, StandardCharsets.UTF_8))));
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ApiFailure(0, "", "the CA in %s cannot be used: %s".formatted(authority, e.getMessage()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
