package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.crypto.Json.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of project Wycheproof, from outside the repository, through our own API. */
class WycheproofTest {
    private static final String VARIABLE = "CLAVIGER_VECTORS";

    @BeforeAll
    static void skip_with_one_line_where_there_are_no_vectors() {
        if (System.getenv(VARIABLE) == null) {
            System.out.println("Wycheproof: skipped, " + VARIABLE + " names no folder");
            Assumptions.abort(VARIABLE + " is not set");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes_gcm",
                "aes_cbc_pkcs5",
                "hmac_sha256",
                "hmac_sha384",
                "hmac_sha512",
                "ed25519",
                "ecdsa_secp256r1_sha256",
                "ecdsa_secp256r1_sha256_p1363",
                "ecdsa_secp384r1_sha384",
                "ecdsa_secp521r1_sha512",
                "rsa_signature_2048_sha256",
                "rsa_signature_3072_sha384",
                "rsa_signature_4096_sha512",
                "rsa_pss_2048_sha256_mgf1_32",
                "rsa_pss_3072_sha256_mgf1_32",
                "rsa_pss_4096_sha512_mgf1_64",
                "rsa_oaep_2048_sha1_mgf1sha1",
                "rsa_oaep_2048_sha256_mgf1sha256",
                "rsa_oaep_3072_sha256_mgf1sha256",
                "rsa_oaep_4096_sha512_mgf1sha512",
                "rsa_pkcs1_2048",
                "rsa_pkcs1_3072"
            })
    void valid_passes_and_invalid_fails(String name) throws IOException {
        Path file = Path.of(System.getenv(VARIABLE), "wycheproof", name + "_test.json");
        var tally = new Tally(Json.parse(Files.readString(file)));
        tally.runAll();
        System.out.println(name + ": " + tally);
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.run + tally.skipped).isEqualTo(tally.total);
        assertThat(tally.run).isPositive();
    }

    private static final class Tally {
        final Node file;
        final int total;
        final List<String> wrong = new ArrayList<>();
        final List<String> acceptable = new ArrayList<>();
        int run;
        int skipped;

        Tally(Node file) {
            this.file = file;
            total = file.get("numberOfTests").number();
        }

        void runAll() {
            for (Node group : file.get("testGroups").list()) {
                var question = WycheproofQuestion.of(file.get("algorithm").text(), group);
                for (Node test : group.get("tests").list()) {
                    count(test, question.ask(test));
                }
            }
        }

        private void count(Node test, Optional<Boolean> passed) {
            if (passed.isEmpty()) {
                skipped++;
                return;
            }
            run++;
            String id = test.get("tcId").text();
            switch (test.get("result").text()) {
                case "valid" -> expect(passed.get(), id, test);
                case "invalid" -> expect(!passed.get(), id, test);
                default -> acceptable.add(id + (passed.get() ? " passes" : " fails"));
            }
        }

        private void expect(boolean holds, String id, Node test) {
            if (!holds) {
                wrong.add(id + " " + test.get("comment").text() + " is "
                        + test.get("result").text());
            }
        }

        @Override
        public String toString() {
            return "%d run, %d skipped of %d; acceptable: %s".formatted(run, skipped, total, acceptable);
        }
    }
}
