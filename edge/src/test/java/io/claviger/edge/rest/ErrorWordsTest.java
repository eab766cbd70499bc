package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.KmsException;
import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.Unavailable;
import io.claviger.Problem;
import io.claviger.api.BadJson;
import io.claviger.crypto.CryptoException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErrorWordsTest {
    private static final UUID REQUEST = new UUID(1, 1);

    @Test
    void speaksTheDialectAndRfc9457() {
        assertThat(json(new KmsException.NotFound())).isEqualTo("""
                        {"code":16,"codeDesc":"NCERRResourceNotFound: Resource not found",\
                        "message":"Resource not found","requestID":"00000000-0000-0001-0000-000000000001",\
                        "type":"not-found","title":"Resource not found","status":404,"detail":"Resource not found"}""");
    }

    @Test
    void namesTheFieldAndTheRule() {
        assertThat(json(new InvalidField("size", "must be 128")))
                .contains("\"code\":9")
                .contains("Validation errors: size: must be 128")
                .contains("\"status\":400");
        assertThat(json(new BadJson("meta.ownerId", "must be a string")))
                .contains("\"code\":9")
                .contains("Validation errors: meta.ownerId: must be a string");
        assertThat(json(new CryptoException.BadParameter("size", "must be 128")))
                .contains("Validation errors: size: must be 128");
    }

    @Test
    void callsWhatIsNoJsonABadRequest() {
        assertThat(json(new BadJson("", "the body must be a JSON object")))
                .contains("\"code\":15")
                .contains("the body must be a JSON object");
    }

    @Test
    void saysNothingOfABug() {
        assertThat(json(new IllegalStateException("secret")))
                .contains("\"code\":1,")
                .doesNotContain("secret");
        assertThat(ErrorWords.reply(new IllegalStateException("secret"), REQUEST)
                        .status())
                .isEqualTo(500);
    }

    @Test
    void saysWhenToComeBack() {
        assertThat(ErrorWords.retryAfter(new Unavailable("it", Duration.ofMillis(1_500))))
                .isEqualTo(2);
        assertThat(ErrorWords.retryAfter(new Unavailable("it", Duration.ZERO))).isEqualTo(1);
        assertThat(ErrorWords.retryAfter(new KmsException.TooMany("of them", Duration.ofSeconds(3))))
                .isEqualTo(3);
        assertThat(ErrorWords.retryAfter(new KmsException.NotFound())).isZero();
    }

    @Test
    void keepsAFinerStatus() {
        var tooLong = new Rejected(Problem.BAD_REQUEST, 414, "the request line is too long");
        assertThat(ErrorWords.reply(tooLong, REQUEST).status()).isEqualTo(414);
        assertThat(json(tooLong)).contains("\"status\":414");
    }

    private static String json(RuntimeException failure) {
        return ErrorWords.reply(ErrorWords.known(failure), REQUEST).body().toString();
    }
}
