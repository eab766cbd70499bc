package io.claviger.rootkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.crypto.Argon2id;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.SecretSlab;
import io.claviger.custody.RootKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Opens the root key of a home, or makes it at a first start. */
public final class RootKeys {
    private static final String FILE = "root.key";
    private static final String PASSPHRASE = "passphrase";
    private static final byte[] HEADER = "claviger-root-key-1\n".getBytes(US_ASCII);
    private static final String PASSPHRASE_HEADER = "claviger-passphrase-1";
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int MIN_PASSPHRASE = 12;

    /** Guessing a passphrase off line must cost more than guessing a password at the door. */
    private static final Argon2id.Params COST = new Argon2id.Params(64 * 1024, 3, 1);

    private final RootFolder folder;
    private final SecretSlab slab;
    private final SecureRandom random;

    /** @param folder {@code HOME/root} */
    public RootKeys(Path folder, SecretSlab slab, SecureRandom random) {
        this.folder = new RootFolder(folder);
        this.slab = slab;
        this.random = random;
    }

    /** True when this home has a root key already. */
    public boolean exists() {
        return folder.has(FILE) || folder.has(PASSPHRASE);
    }

    /** True when the root key comes from a passphrase. */
    public boolean needsPassphrase() {
        return folder.has(PASSPHRASE);
    }

    /** A new root key in a file of the folder. */
    public RootKey createFile() {
        try (SecretBytes fresh = slab.random(KEY_BYTES, random)) {
            fresh.lendTo(bytes -> {
                byte[] text = Base64.getEncoder().encode(bytes);
                byte[] content = Arrays.copyOf(HEADER, HEADER.length + text.length);
                System.arraycopy(text, 0, content, HEADER.length, text.length);
                folder.write(FILE, content);
                Arrays.fill(content, (byte) 0);
                Arrays.fill(text, (byte) 0);
            });
        }
        return openFile();
    }

    /** @throws RootKeyRefused when it is missing, malformed, or readable by others */
    public RootKey openFile() {
        byte[] content = folder.read(FILE);
        byte[] text = content.length > HEADER.length && startsWithHeader(content)
                ? Arrays.copyOfRange(content, HEADER.length, content.length)
                : new byte[0];
        Arrays.fill(content, (byte) 0);
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length != KEY_BYTES) {
                throw new RootKeyRefused("the root key file is not one");
            }
            return new HeldRootKey("file", slab.takeFrom(key), slab, random);
        } catch (IllegalArgumentException malformed) {
            throw new RootKeyRefused("the root key file is not one");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** A root key made from a passphrase; only salt and cost are kept. Closes {@code passphrase}. */
    public RootKey createFromPassphrase(SecretBytes passphrase) {
        if (passphrase.size() < MIN_PASSPHRASE) {
            passphrase.close();
            throw new RootKeyRefused("the passphrase must have at least %d bytes".formatted(MIN_PASSPHRASE));
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String line = "%s %d %d %d %s\n"
                .formatted(
                        PASSPHRASE_HEADER,
                        COST.memoryKib(),
                        COST.iterations(),
                        COST.parallelism(),
                        Base64.getEncoder().encodeToString(salt));
        folder.write(PASSPHRASE, line.getBytes(US_ASCII));
        return openFromPassphrase(passphrase);
    }

    /** Closes {@code passphrase}. Whether it is the right one shows when the master KEK is unwrapped. */
    public RootKey openFromPassphrase(SecretBytes passphrase) {
        String[] parts = new String(folder.read(PASSPHRASE), US_ASCII).strip().split(" ", -1);
        try (passphrase) {
            if (parts.length != 5 || !parts[0].equals(PASSPHRASE_HEADER)) {
                throw new RootKeyRefused("the passphrase parameters are not what was written");
            }
            var cost = new Argon2id.Params(
                    Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
            Bytes salt = Bytes.taking(Base64.getDecoder().decode(parts[4]));
            byte[] key = new Argon2id().hash(passphrase, salt, cost).toArray();
            return new HeldRootKey("passphrase", slab.takeFrom(key), slab, random);
        } catch (IllegalArgumentException malformed) {
            throw new RootKeyRefused("the passphrase parameters are not what was written");
        }
    }

    private static boolean startsWithHeader(byte[] content) {
        return Arrays.equals(content, 0, HEADER.length, HEADER, 0, HEADER.length);
    }
}
