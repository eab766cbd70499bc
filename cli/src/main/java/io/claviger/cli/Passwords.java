package io.claviger.cli;

import io.claviger.api.SecretValue;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passwords from a file or the terminal; never from an argument, which every process on the machine could read. */
final class Passwords {
    private Passwords() {}

    /** @param prompt what the terminal asks when there is no {@code file} */
    static SecretValue read(@Nullable Path file, String prompt) {
        if (file != null) {
            return fromFile(file);
        }
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isEmpty()) {
            throw new Usage("no terminal to ask for a password; give one in a file with --password-file");
        }
        char[] typed = terminal.get().readPassword("%s: ", prompt);
        if (typed == null) {
            throw new Usage("no password was given");
        }
        ByteBuffer utf8 = ByteBuffer.allocate(typed.length * 4);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), utf8, true);
        byte[] bytes = Arrays.copyOf(utf8.array(), utf8.position());
        Arrays.fill(typed, '\0');
        Arrays.fill(utf8.array(), (byte) 0);
        return SecretValue.taking(bytes);
    }

    private static SecretValue fromFile(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            int end = content.length;
            while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
                end--;
            }
            byte[] password = Arrays.copyOf(content, end);
            Arrays.fill(content, (byte) 0);
            return SecretValue.taking(password);
        } catch (IOException e) {
            throw new Usage("the password file %s cannot be read".formatted(file));
        }
    }
}
