package io.claviger.server;

import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.RootKey;
import io.claviger.rootkey.RootKeys;
import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens the root key as the home or, at a first start, the setting {@code root.provider} says. */
final class RootKeyOpening {
    private static final String PASSPHRASE_FILE = "CLAVIGER_ROOT_PASSPHRASE_FILE";

    private RootKeyOpening() {}

    static RootKey open(RootKeys keys, Options options, SecretSlab slab, UnaryOperator<@Nullable String> environment) {
        if (!keys.exists()) {
            return options.get(Setting.ROOT_PROVIDER).equals("file")
                    ? keys.createFile()
                    : keys.createFromPassphrase(passphrase(slab, environment));
        }
        String told = options.settings().get(Setting.ROOT_PROVIDER);
        String kept = keys.needsPassphrase() ? "passphrase" : "file";
        if (told != null && !told.equals(kept)) {
            throw new Refused(
                    "root.provider was %s at the first start; moving a root key is not possible yet, start without --set root.provider"
                            .formatted(kept));
        }
        return keys.needsPassphrase() ? keys.openFromPassphrase(passphrase(slab, environment)) : keys.openFile();
    }

    private static SecretBytes passphrase(SecretSlab slab, UnaryOperator<@Nullable String> environment) {
        String file = environment.apply(PASSPHRASE_FILE);
        if (file != null && !file.isEmpty()) {
            return InitialPassword.read(file, slab);
        }
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        char[] typed = terminal.map(t -> t.readPassword("Passphrase of the root key: "))
                .orElse(null);
        if (typed == null) {
            throw new Refused("the root key needs its passphrase; name a file with it in " + PASSPHRASE_FILE);
        }
        ByteBuffer utf8 = ByteBuffer.allocate(typed.length * 4);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), utf8, true);
        byte[] bytes = Arrays.copyOf(utf8.array(), utf8.position());
        Arrays.fill(typed, '\0');
        Arrays.fill(utf8.array(), (byte) 0);
        return slab.takeFrom(bytes);
    }
}
