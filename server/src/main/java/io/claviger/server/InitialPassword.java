package io.claviger.server;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.identity.PasswordRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first administrator's password: taken from a file, or made and left in one. Never printed, never logged. */
final class InitialPassword {
    private static final byte[] ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int LENGTH = 24;
    private static final int MAX = 512;

    private InitialPassword() {}

    /** Twenty-four characters, each equally likely: 139 bits. */
    static SecretBytes generate(Home home, SecretSlab slab, SecureRandom random) {
        byte[] password = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            password[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        home.write(home.initialPassword(), password, true);
        return slab.takeFrom(password);
    }

    /** What somebody chose for {@code admin}; the rules for passwords hold for it as for any other. */
    static SecretBytes chosen(@Nullable String file, SecretSlab slab) {
        SecretBytes password = read(file, slab);
        try {
            PasswordRules.require("the password of admin", password, "admin");
            return password;
        } catch (InvalidField weak) {
            password.close();
            throw new Refused(String.valueOf(weak.getMessage()));
        }
    }

    /** Without the line end that editors add. */
    static SecretBytes read(@Nullable String file, SecretSlab slab) {
        if (file == null) {
            throw new Refused("no password file is named");
        }
        byte[] content;
        try {
            content = Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new Refused("the password file %s cannot be read".formatted(file));
        }
        int end = content.length;
        while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
            end--;
        }
        try {
            if (end == 0 || end > MAX) {
                throw new Refused("the password file %s must hold 1 to %d bytes".formatted(file, MAX));
            }
            return slab.takeFrom(Arrays.copyOf(content, end));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }
}
