package io.claviger.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Walks a server through what it does most, so that the AOT cache made of this run knows those classes. */
final class Training {
    private static final int ROUNDS = 50;
    private static final Pattern JWT = Pattern.compile("\"jwt\":\"([^\"]+)\"");

    private final HttpClient client;
    private final String base;
    private String token = "";

    private Training(HttpClient client, String base) {
        this.client = client;
        this.base = base;
    }

    static void run(Server server) {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(server)).build()) {
            new Training(client, "https://127.0.0.1:" + server.port() + "/api/v1").walk(server.home());
        } catch (IOException | GeneralSecurityException e) {
            throw new Refused("the training run failed: " + e.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void walk(Home home) throws IOException, InterruptedException {
        String password = Files.readString(home.initialPassword());
        String signIn = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password);
        var jwt = JWT.matcher(call("POST", "/auth/tokens", signIn));
        token = jwt.find() ? jwt.group(1) : "";
        call("POST", "/vault/keys2", "{\"name\":\"aes\",\"algorithm\":\"AES\",\"size\":256,\"usageMask\":12}");
        call("POST", "/vault/keys2", "{\"name\":\"ec\",\"algorithm\":\"EC\"}");
        for (int i = 0; i < ROUNDS; i++) {
            call("POST", "/crypto/encrypt", "{\"id\":\"aes\",\"type\":\"name\",\"plaintext\":\"YXR0YWNr\"}");
            call("GET", "/vault/keys2/aes?type=name", "");
        }
        call("POST", "/crypto/sign?keyName=ec&hashAlgo=SHA-256", "message");
        call("GET", "/vault/keys2?limit=5", "");
        call("GET", "/usermgmt/users", "");
        call("GET", "/no/such/path", "");
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return answer.body();
    }

    private static SSLContext trusting(Server server) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(server.home().authority())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
