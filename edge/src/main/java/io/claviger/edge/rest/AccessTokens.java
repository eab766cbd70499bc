package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Sha256;
import io.claviger.custody.SystemKeys;
import io.claviger.identity.Session;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs (RFC 7519) signed with ES256 that name a session and say nothing of what it may do.
 *
 * <p>There is one header we write, so there is one we take, to the byte: whatever else a header may ask for (another
 * algorithm, none, a key of its own, extensions) was not written here.
 */
final class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final String SUBJECT_PREFIX = "local|";

    private static final String ISSUER = "kylo";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SystemKeys keys;
    private final String audience;
    private final String header;
    private final Cache<Bytes, Claims> verified =
            Caffeine.newBuilder().maximumSize(EdgeLimits.REMEMBERED_TOKENS).build();

    /**
     * What a token says, once its signature was found right.
     *
     * @param nonce of the sign-in, in hexadecimal
     */
    record Claims(UUID user, UUID session, UUID domain, String nonce, Instant expires) {}

    AccessTokens(SystemKeys keys, UUID deployment) {
        this.keys = keys;
        this.audience = deployment.toString();
        this.header = encoded("{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(keys.tokenKeyId()));
    }

    /** A token for a sign-in, in ASCII. */
    byte[] issue(Session session, Bytes nonce, Instant now) {
        String claims = """
                {"iss":"%s","sub":"%s%s","aud":"%s","sid":"%s","jti":"%s","dom":"%s","iat":%d,"exp":%d}""".formatted(
                        ISSUER,
                        SUBJECT_PREFIX,
                        session.user(),
                        audience,
                        session.id(),
                        nonce.hex(),
                        session.domain(),
                        now.getEpochSecond(),
                        now.plus(LIFETIME).getEpochSecond());
        String input = header + "." + encoded(claims);
        Bytes signature = keys.signToken(input.getBytes(US_ASCII));
        return (input + "." + ENCODER.encodeToString(signature.toArray())).getBytes(US_ASCII);
    }

    /** @throws Unauthenticated when it is none of ours, or over */
    Claims verify(String token, Instant now) {
        if (token.length() > EdgeLimits.TOKEN) {
            throw invalid();
        }
        Bytes digest = Bytes.taking(Sha256.digest(token.getBytes(ISO_8859_1)));
        Claims claims = verified.getIfPresent(digest);
        if (claims == null) {
            claims = read(token);
            verified.put(digest, claims);
        }
        if (!claims.expires().isAfter(now)) {
            throw new Unauthenticated("Token is expired");
        }
        return claims;
    }

    private Claims read(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0
                || second < 0
                || token.indexOf('.', second + 1) >= 0
                || !token.substring(0, first).equals(header)) {
            throw invalid();
        }
        byte[] signature = decoded(token.substring(second + 1));
        if (!keys.verifiesToken(token.substring(0, second).getBytes(US_ASCII), Bytes.taking(signature))) {
            throw invalid();
        }
        try {
            return claims(JWTClaimsSet.parse(new String(decoded(token.substring(first + 1, second)), UTF_8)));
        } catch (ParseException | IllegalArgumentException malformed) {
            throw invalid();
        }
    }

    private Claims claims(JWTClaimsSet set) throws ParseException {
        String subject = set.getSubject();
        Date expires = set.getExpirationTime();
        boolean ours = ISSUER.equals(set.getIssuer())
                && List.of(audience).equals(set.getAudience())
                && set.getIssueTime() != null;
        if (!ours || expires == null || subject == null || !subject.startsWith(SUBJECT_PREFIX)) {
            throw invalid();
        }
        return new Claims(
                UUID.fromString(subject.substring(SUBJECT_PREFIX.length())),
                UUID.fromString(text(set.getStringClaim("sid"))),
                UUID.fromString(text(set.getStringClaim("dom"))),
                text(set.getJWTID()),
                expires.toInstant());
    }

    private static String text(@Nullable String claim) {
        if (claim == null) {
            throw invalid();
        }
        return claim;
    }

    /** Takes the one spelling of the bytes that an encoder gives, so that a token has no second form. */
    private static byte[] decoded(String part) {
        try {
            byte[] bytes = DECODER.decode(part);
            if (ENCODER.encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw invalid();
        }
        throw invalid();
    }

    private static String encoded(String json) {
        return ENCODER.encodeToString(json.getBytes(UTF_8));
    }

    private static Unauthenticated invalid() {
        return new Unauthenticated("Invalid token");
    }
}
