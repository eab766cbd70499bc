package io.claviger.cli;

import io.claviger.api.SecretValue;
import io.claviger.client.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uses of keys: what is to be worked on comes from a file or standard input. */
@Command(
        name = "crypto",
        description = "Encrypts, decrypts, signs and authenticates with keys that never leave the server.",
        footer = {"", "Example:", "  echo -n 'attack at dawn' | claviger crypto encrypt payroll > sealed.json"})
final class CryptoCommands {
    private static final String OCTETS = "application/octet-stream";

    @Command(
            name = "encrypt",
            description = "Prints the sealed form as JSON, which decrypt takes as it is.",
            footer = {"", "Example:", "  claviger crypto encrypt payroll --in wages.csv > sealed.json"})
    int encrypt(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--in", description = "Default: standard input.") @Nullable Path in,
            @Option(names = "--mode", defaultValue = "gcm") String mode,
            @Option(names = "--aad", description = "Associated data, as text.") @Nullable String aad) {
        try (SecretValue plaintext = SecretValue.taking(read(in))) {
            Map<String, Object> reply = target.signedIn(api -> api.send(
                    "POST",
                    "/crypto/encrypt",
                    out -> out.beginObject()
                            .field("id", name)
                            .field("mode", mode)
                            .field(
                                    "aad",
                                    aad == null
                                            ? null
                                            : Base64.getEncoder().encodeToString(aad.getBytes(StandardCharsets.UTF_8)))
                            .base64("plaintext", plaintext)
                            .endObject()));
            return new Printer(true).object(reply);
        }
    }

    @Command(
            name = "decrypt",
            description = "Opens what encrypt printed.",
            footer = {"", "Example:", "  claviger crypto decrypt < sealed.json"})
    int decrypt(
            @Mixin Target target,
            @Option(names = "--in", description = "Default: standard input.") @Nullable Path in,
            @Option(names = "--aad", description = "Associated data, as text.") @Nullable String aad)
            throws IOException {
        Map<String, Object> sealed = Json.object(read(in));
        Map<String, Object> reply = target.signedIn(api -> api.send("POST", "/crypto/decrypt", out -> {
            out.beginObject();
            sealed.forEach((field, value) -> {
                if (value instanceof String text) {
                    out.field(field, text);
                } else if (value instanceof Long number) {
                    out.field(field, number);
                }
            });
            out.field(
                    "aad",
                    aad == null ? null : Base64.getEncoder().encodeToString(aad.getBytes(StandardCharsets.UTF_8)));
            out.endObject();
        }));
        if (target.json()) {
            return new Printer(true).object(reply);
        }
        System.out.write(Base64.getDecoder().decode(String.valueOf(reply.get("plaintext"))));
        System.out.flush();
        return 0;
    }

    @Command(
            name = "sign",
            description = "Prints the signature in hexadecimal.",
            footer = {"", "Example:", "  claviger crypto sign signer --in contract.pdf"})
    int sign(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--in") @Nullable Path in,
            @Option(names = "--hash", defaultValue = "SHA-256") String hash) {
        return raw(target, "/crypto/sign" + Paths.query("keyName", name, "hashAlgo", hash), in, "data");
    }

    @Command(
            name = "verify",
            description = "Checks a signature; exit 1 when it is wrong.",
            footer = {"", "Example:", "  claviger crypto verify signer --in contract.pdf --signature 3045…"})
    int verify(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--in") @Nullable Path in,
            @Option(names = "--hash", defaultValue = "SHA-256") String hash,
            @Option(names = "--signature", required = true) String signature) {
        return check(
                target, "/crypto/signv" + Paths.query("keyName", name, "hashAlgo", hash, "signature", signature), in);
    }

    @Command(
            name = "mac",
            description = "Prints the MAC in hexadecimal.",
            footer = {"", "Example:", "  claviger crypto mac seal --in order.json"})
    int mac(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--in") @Nullable Path in) {
        return raw(target, "/crypto/mac" + Paths.query("keyName", name), in, "data");
    }

    @Command(
            name = "macv",
            description = "Checks a MAC; exit 1 when it is wrong.",
            footer = {"", "Example:", "  claviger crypto macv seal --in order.json --hash 9f86…"})
    int macv(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--in") @Nullable Path in,
            @Option(names = "--hash", required = true) String hash) {
        return check(target, "/crypto/macv" + Paths.query("keyName", name, "hash", hash), in);
    }

    @Command(
            name = "random",
            description = "Prints random bytes in base64.",
            footer = {"", "Example:", "  claviger crypto random 32"})
    int random(@Mixin Target target, @Parameters(paramLabel = "COUNT", defaultValue = "32") String count) {
        Map<String, Object> reply = target.signedIn(api -> api.get("/vault/random?bytes=" + Paths.segment(count)));
        return target.json()
                ? new Printer(true).object(reply)
                : new Printer(false).line(String.valueOf(reply.get("bytes")));
    }

    private static int raw(Target target, String path, @Nullable Path in, String field) {
        byte[] message = read(in);
        Map<String, Object> reply = target.signedIn(api -> api.send("POST", path, OCTETS, message));
        return target.json()
                ? new Printer(true).object(reply)
                : new Printer(false).line(String.valueOf(reply.get(field)));
    }

    private static int check(Target target, String path, @Nullable Path in) {
        byte[] message = read(in);
        Map<String, Object> reply = target.signedIn(api -> api.send("POST", path, OCTETS, message));
        boolean verified = Boolean.TRUE.equals(reply.get("verified"));
        if (target.json()) {
            new Printer(true).object(reply);
        } else {
            new Printer(false).line(verified ? "verified" : "NOT verified");
        }
        return verified ? 0 : 1;
    }

    private static byte[] read(@Nullable Path in) {
        try {
            return in == null ? System.in.readAllBytes() : Files.readAllBytes(in);
        } catch (IOException e) {
            throw new Usage("%s cannot be read".formatted(in));
        }
    }
}
