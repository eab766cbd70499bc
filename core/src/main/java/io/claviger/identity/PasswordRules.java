package io.claviger.identity;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a password must be until named password policies exist. */
public final class PasswordRules {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_BYTES = 512;

    private PasswordRules() {}

    /** @throws InvalidField when it is too short, too long, or the user's name */
    public static void require(String field, SecretBytes password, String username) {
        if (password.size() > MAX_BYTES) {
            throw new InvalidField(field, "must have at most %d bytes".formatted(MAX_BYTES));
        }
        byte[] name = username.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        password.lendTo(bytes -> {
            if (characters(bytes) < MIN_LENGTH) {
                throw new InvalidField(field, "must have at least %d characters".formatted(MIN_LENGTH));
            }
            if (sameIgnoringAsciiCase(bytes, name)) {
                throw new InvalidField(field, "must not be the user name");
            }
        });
    }

    /** Of UTF-8, without making a String of it. */
    private static int characters(byte[] utf8) {
        int count = 0;
        for (byte b : utf8) {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    private static boolean sameIgnoringAsciiCase(byte[] password, byte[] name) {
        byte[] lower = password.clone();
        try {
            for (int i = 0; i < lower.length; i++) {
                lower[i] = lower[i] >= 'A' && lower[i] <= 'Z' ? (byte) (lower[i] + 32) : lower[i];
            }
            return Arrays.equals(lower, name);
        } finally {
            Arrays.fill(lower, (byte) 0);
        }
    }
}
