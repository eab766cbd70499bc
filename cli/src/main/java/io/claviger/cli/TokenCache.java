package io.claviger.cli;

import io.claviger.api.JsonWriter;
import io.claviger.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Tokens between two commands: a file for its owner alone, one for each server. */
final class TokenCache {
    /** What a sign-in gave. */
    record Tokens(String jwt, String refresh) {
        @Override
        public String toString() {
            return "Tokens[]";
        }
    }

    private final Path file;

    TokenCache(URI server) {
        String name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(server.toString().getBytes(StandardCharsets.UTF_8));
        this.file = folder().resolve(name + ".json");
    }

    private static Path folder() {
        String configured = System.getenv("CLAVIGER_CONFIG");
        return configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".claviger", "sessions")
                : Path.of(configured);
    }

    Optional<Tokens> load() {
        try {
            Map<String, Object> cached = Json.object(Files.readAllBytes(file));
            return cached.get("jwt") instanceof String jwt && cached.get("refresh_token") instanceof String refresh
                    ? Optional.of(new Tokens(jwt, refresh))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    Tokens save(Map<String, Object> reply) {
        var tokens = new Tokens(String.valueOf(reply.get("jwt")), String.valueOf(reply.get("refresh_token")));
        try (var out = new JsonWriter()) {
            out.beginObject()
                    .field("jwt", tokens.jwt())
                    .field("refresh_token", tokens.refresh())
                    .endObject();
            var ownerFolder = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            var ownerFile = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createDirectories(file.getParent(), ownerFolder);
            Path fresh = Files.createTempFile(file.getParent(), "session", ".new", ownerFile);
            Files.write(fresh, out.toBytes(), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the session in " + file, e);
        }
    }
}
