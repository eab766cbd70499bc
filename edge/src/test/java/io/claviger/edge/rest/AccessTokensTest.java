package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.crypto.Bytes;
import io.claviger.custody.SystemKeys;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lesson 6: a token is ours or it is nothing. */
class AccessTokensTest {
    private static final SystemKeys KEYS = Samples.systemKeys();
    private static final UUID SESSION = UUID.fromString("0197f2a0-0000-7000-8000-000000000007");
    private static final Bytes NONCE = Bytes.ofHex("0102030405060708");
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final AccessTokens tokens = new AccessTokens(KEYS, Samples.DEPLOYMENT);
    private final String good = new String(tokens.issue(Samples.session(SESSION), NONCE, Samples.NOW), US_ASCII);

    @Test
    void whatIsIssuedIsVerified() {
        var claims = tokens.verify(good, Samples.NOW);
        assertThat(claims.user()).isEqualTo(Samples.ALICE);
        assertThat(claims.session()).isEqualTo(SESSION);
        assertThat(claims.nonce()).isEqualTo("0102030405060708");
        assertThat(tokens.verify(good, Samples.NOW)).isSameAs(claims);
    }

    @Test
    void clientsCanReadIt() throws Exception {
        var claims = SignedJWT.parse(good).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("kylo");
        assertThat(claims.getSubject()).isEqualTo("local|" + Samples.ALICE);
        assertThat(claims.getAudience()).containsExactly(Samples.DEPLOYMENT.toString());
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(Samples.NOW);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(Samples.NOW.plusSeconds(300));
    }

    @Test
    void lesson6JwtAlgNoneIsRefused() {
        String payload = good.split("\\.", -1)[1];
        refused(encoded("{\"alg\":\"none\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(KEYS.tokenKeyId())) + "."
                + payload + ".");
        refused(encoded("{\"alg\":\"none\"}") + "." + payload + "." + good.split("\\.", -1)[2]);
    }

    @Test
    void lesson6JwtSignedByHmacWithThePublicKeyIsRefused() throws Exception {
        String input = encoded("{\"alg\":\"HS256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(KEYS.tokenKeyId())) + "."
                + good.split("\\.", -1)[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEYS.tokenKey().toArray(), "HmacSHA256"));
        refused(input + "." + URL.encodeToString(mac.doFinal(input.getBytes(US_ASCII))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"kid\":\"other\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES384\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
                "{\"alg\":\"es256\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"ES256\",\"kid\":\"KID\",\"typ\":\"JWT\",\"jku\":\"https://example.com\"}",
            })
    void lesson6JwtWithAnotherHeaderIsRefusedThoughSignedByUs(String header) {
        refused(signed(header.replace("KID", KEYS.tokenKeyId()), claims("kylo", Samples.DEPLOYMENT.toString())));
    }

    @Test
    void lesson6JwtForAnotherDeploymentIsRefused() {
        refused(signed(claims("kylo", new UUID(8, 8).toString())));
        refused(signed(claims("other", Samples.DEPLOYMENT.toString())));
        assertThat(tokens.verify(signed(claims("kylo", Samples.DEPLOYMENT.toString())), Samples.NOW))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "sid", "jti", "dom", "iat", "exp"})
    void lesson6JwtWithoutAClaimIsRefused(String claim) {
        String whole = claims("kylo", Samples.DEPLOYMENT.toString());
        refused(signed(whole.replace('"' + claim + '"', "\"x\"")));
        refused(signed(whole.replaceAll('"' + claim + "\":(\"[^\"]*\"|[0-9]+)", '"' + claim + "\":[]")));
    }

    @Test
    void lesson6JwtThatIsOverIsRefused() {
        Instant end = Samples.NOW.plus(AccessTokens.LIFETIME);
        assertThat(tokens.verify(good, end.minusSeconds(1))).isNotNull();
        assertThatThrownBy(() -> tokens.verify(good, end))
                .isInstanceOf(Unauthenticated.class)
                .hasMessage("Token is expired");
    }

    @Test
    void lesson6JwtThatWasTamperedWithIsRefused() {
        String[] parts = good.split("\\.", -1);
        for (int length = 0; length < good.length(); length++) {
            refused(good.substring(0, length));
        }
        char last = parts[2].charAt(0);
        refused(parts[0] + "." + parts[1] + "." + (last == 'A' ? 'B' : 'A') + parts[2].substring(1));
        refused(parts[0] + "." + encoded(claims("kylo", Samples.DEPLOYMENT.toString())) + "." + parts[2]);
        refused(good + ".");
        refused(good + "." + parts[2]);
        refused(good + "=");
        refused(good + "A");
        refused(" " + good);
        refused("aaa.bbb.ccc");
        refused("..");
        refused("x".repeat(EdgeLimits.TOKEN + 1));
    }

    /** The last letter of 64 bytes holds four bits that mean nothing: one spelling alone is taken. */
    @Test
    void lesson6JwtHasOneSpelling() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int at = alphabet.indexOf(good.charAt(good.length() - 1));
        refused(good.substring(0, good.length() - 1) + alphabet.charAt(at ^ 1));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.verify(token, Samples.NOW))
                .isInstanceOf(Unauthenticated.class)
                .hasMessage("Invalid token");
    }

    private static String claims(String issuer, String audience) {
        return """
                {"iss":"%s","sub":"local|%s","aud":"%s","sid":"%s","jti":"01","dom":"%s","iat":1893456000,"exp":1893456300}""".formatted(issuer, Samples.ALICE, audience, SESSION, new UUID(1, 2));
    }

    private static String signed(String claims) {
        return signed("{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(KEYS.tokenKeyId()), claims);
    }

    private static String signed(String header, String claims) {
        String input = encoded(header) + "." + encoded(claims);
        return input + "."
                + URL.encodeToString(KEYS.signToken(input.getBytes(US_ASCII)).toArray());
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(US_ASCII));
    }
}
