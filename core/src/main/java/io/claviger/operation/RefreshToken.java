package io.claviger.operation;

import io.claviger.crypto.Bytes;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Session;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client keeps to get new tokens without a password: session id, eight random bytes of the sign-in, and a MAC over
 * both and the session's generation. It is stored nowhere.
 */
public record RefreshToken(UUID session, Bytes nonce, Bytes mac) {
    private static final int SIZE = 16 + 8 + 32;

    public static String text(Session session, Bytes nonce, SystemKeys keys) {
        byte[] mac = keys.refreshMac(session.id(), nonce, session.generation()).toArray();
        byte[] all = ByteBuffer.allocate(SIZE)
                .putLong(session.id().getMostSignificantBits())
                .putLong(session.id().getLeastSignificantBits())
                .put(nonce.toArray())
                .put(mac)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Empty when it cannot be one. */
    public static Optional<RefreshToken> parse(String text) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (all.length != SIZE) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(all);
        var session = new UUID(in.getLong(), in.getLong());
        return Optional.of(new RefreshToken(
                session,
                Bytes.copyOf(Arrays.copyOfRange(all, 16, 24)),
                Bytes.copyOf(Arrays.copyOfRange(all, 24, SIZE))));
    }

    boolean genuine(Session session, SystemKeys keys) {
        return keys.refreshMac(session.id(), nonce, session.generation()).equals(mac);
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }
}
