package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.Clock;
import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.api.ChangePasswordRequest;
import io.claviger.api.JsonWriter;
import io.claviger.api.KeySet;
import io.claviger.api.RevokeTokenRequest;
import io.claviger.api.SecretValue;
import io.claviger.api.TokenKey;
import io.claviger.api.TokenReply;
import io.claviger.api.TokenRequest;
import io.claviger.crypto.SecretBytes;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Session;
import io.claviger.operation.ChangePassword;
import io.claviger.operation.Refresh;
import io.claviger.operation.RefreshToken;
import io.claviger.operation.RevokeToken;
import io.claviger.operation.SignIn;
import io.claviger.operation.SignIn.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing in, going on, and signing out. */
final class TokenRoutes {
    private static final String WRONG = "Wrong username or password.";
    private static final int COORDINATE = 32;

    /** What tokens are made of. */
    record Parts(
            AccessTokens tokens,
            SystemKeys keys,
            Clock clock,
            Floors floors,
            Secrets secrets,
            UUID deployment,
            UUID rootDomain) {}

    private final Parts parts;

    TokenRoutes(Parts parts) {
        this.parts = parts;
    }

    RouteHandler keySet() {
        byte[] spki = parts.keys().tokenKey().toArray();
        int y = spki.length - COORDINATE;
        var key = new TokenKey(
                "EC",
                "P-256",
                coordinate(spki, y - COORDINATE),
                coordinate(spki, y),
                parts.keys().tokenKeyId(),
                "sig",
                "ES256");
        var out = new JsonWriter();
        new KeySet(List.of(key)).write(out);
        return new FixedReply(Reply.json(200, out));
    }

    private static String coordinate(byte[] spki, int from) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(spki, from, from + COORDINATE));
    }

    Reply signIn(Exchange exchange) {
        try (var request = TokenRequest.parse(exchange.json())) {
            if (Boolean.TRUE.equals(request.renewRefreshToken())) {
                throw new InvalidField("renew_refresh_token", "is not built yet and must be false or absent");
            }
            requireRoot(request.domain());
            requireRoot(request.authDomain());
            requireRoot(request.authDomainPath());
            String grant = request.grantType() == null ? "password" : request.grantType();
            return switch (grant) {
                case "password" -> byPassword(exchange, request);
                case "refresh_token" -> byRefreshToken(exchange, request);
                default ->
                    throw new InvalidField("grant_type", "must be password or refresh_token; others are not built yet");
            };
        }
    }

    private Reply byPassword(Exchange exchange, TokenRequest request) {
        IdentityWords.requireConnection(request.connection());
        SecretValue password = required("password", request.password());
        String username = required("username", request.username());
        try (SecretBytes secret = parts.secrets().take("password", password)) {
            var signIn = new SignIn(
                    username,
                    secret,
                    seconds(request.refreshTokenRevokeUnusedIn()),
                    seconds(request.refreshTokenLifetime()));
            return reply(exchange.tryPassword(parts.floors(), signIn));
        }
    }

    private Reply byRefreshToken(Exchange exchange, TokenRequest request) {
        SecretValue token = required("refresh_token", request.refreshToken());
        return reply(exchange.run(new Refresh(Secrets.text(token))));
    }

    private Reply reply(SignedIn signedIn) {
        Instant now = parts.clock().now();
        Session session = signedIn.session();
        String refresh = RefreshToken.text(session, signedIn.nonce(), parts.keys());
        try (var reply = new TokenReply(
                        SecretValue.taking(parts.tokens().issue(session, signedIn.nonce(), now)),
                        (int) AccessTokens.LIFETIME.toSeconds(),
                        "Bearer",
                        parts.deployment().toString(),
                        SecretValue.taking(refresh.getBytes(US_ASCII)),
                        session.id().toString(),
                        expiresIn(session, now));
                var out = new JsonWriter()) {
            reply.write(out);
            return Reply.secret(200, out);
        }
    }

    private static int expiresIn(Session session, Instant now) {
        Instant end = session.endsAt();
        long unused = session.unusedLifetime();
        long left = end == null
                ? unused
                : Math.min(unused, Duration.between(now, end).toSeconds());
        return Math.clamp(left, 0, Integer.MAX_VALUE);
    }

    Reply revoke(Exchange exchange) {
        try (var request = RevokeTokenRequest.parse(exchange.json())) {
            var _ = exchange.run(new RevokeToken(Secrets.text(request.refreshToken())));
            return empty();
        }
    }

    Reply changePassword(Exchange exchange) {
        try (var request = ChangePasswordRequest.parse(exchange.json())) {
            requireRoot(request.domain());
            requireRoot(request.authDomain());
            IdentityWords.requireConnection(request.connection());
            try (SecretBytes old = parts.secrets().take("password", request.password());
                    SecretBytes fresh = parts.secrets().take("new_password", request.newPassword())) {
                var change = new ChangePassword(request.username(), old, fresh);
                var _ = exchange.tryPassword(parts.floors(), change);
                return empty();
            }
        }
    }

    private static Reply empty() {
        return Reply.json(200, new JsonWriter().beginObject().endObject());
    }

    /** A domain that does not exist is answered as a wrong password is. */
    private void requireRoot(@Nullable String domain) {
        boolean root = IdentityWords.rootOrAbsent(domain)
                || parts.rootDomain().toString().equalsIgnoreCase(domain);
        if (!root) {
            throw new Unauthenticated(WRONG);
        }
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidField(field, "is required");
        }
        return value;
    }

    /** Minutes on the wire; 0 is the same as absent. */
    private static @Nullable Long seconds(@Nullable Integer minutes) {
        return minutes == null || minutes == 0 ? null : Long.valueOf(minutes * 60L);
    }
}
