package io.claviger.server;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A whole server in this process, spoken to over its port as anybody would. */
public final class RunningServer implements AutoCloseable {
    private static final Pattern JWT = Pattern.compile("\"jwt\":\"([^\"]+)\"");

    private final Server server;
    private final HttpClient client;

    private RunningServer(Server server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    /** @param settings as after {@code --set} */
    public static RunningServer start(Path home, String... settings) {
        var arguments = new ArrayList<>(List.of("--home", home.toString(), "--port", "0"));
        arguments.addAll(List.of("--set", "audit.segment=1"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        Server server = Server.start(Options.parse(arguments, _ -> null));
        try (InputStream in = Files.newInputStream(home.resolve("ca.pem"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return new RunningServer(
                    server, HttpClient.newBuilder().sslContext(context).build());
        } catch (IOException | GeneralSecurityException e) {
            server.close();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> send(String method, String path, @Nullable String token, String body) {
        return send(method, path, token, body, Map.of());
    }

    /** @param headers beside those that the other arguments make */
    public HttpResponse<String> send(
            String method, String path, @Nullable String token, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String signIn(String username, String password) {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
        HttpResponse<String> answer = send("POST", "/api/v1/auth/tokens", null, body);
        Matcher jwt = JWT.matcher(answer.body());
        if (!jwt.find()) {
            throw new IllegalStateException(answer.body());
        }
        return jwt.group(1);
    }

    public String signInAsAdmin() {
        try {
            return signIn("admin", Files.readString(server.home().initialPassword()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
