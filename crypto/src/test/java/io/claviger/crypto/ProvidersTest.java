package io.claviger.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    @Test
    void the_table_names_a_provider_and_version_for_each_row() {
        assertThat(Providers.describe()).contains("AES-GCM SunJCE 25").allMatch(row -> row.split(" ").length >= 3);
        assertThat(Providers.describe()).anyMatch(row -> row.startsWith("RSA AmazonCorrettoCryptoProvider 2."));
    }

    @Test
    void nothing_is_installed() {
        Providers.describe();
        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .doesNotContain("AmazonCorrettoCryptoProvider", "BC");
    }

    @Test
    void every_algorithm_has_its_provider() {
        for (Algorithm algorithm : Algorithm.values()) {
            String expected = algorithm.asymmetric() ? "AmazonCorrettoCryptoProvider" : "SunJCE";
            assertThat(Providers.of(algorithm)).isEqualTo(expected);
        }
    }

    @Test
    void without_corretto_the_jdk_does_it_all() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + Providers.SWITCH + "=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutCorretto.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("RSA JDK 25").endsWith("all well" + System.lineSeparator());
    }

    /** Runs in a JVM of its own. */
    static final class WithoutCorretto {
        private WithoutCorretto() {}

        public static void main(String[] args) {
            System.out.println(Providers.describe());
            SelfTests.run(Fixtures.SLAB);
            for (Algorithm algorithm : new Algorithm[] {Algorithm.RSA, Algorithm.EC, Algorithm.ED25519}) {
                Fixtures.GENERATION.generate(KeySpec.withDefaults(algorithm, null, null));
            }
            byte[] message = {1, 2, 3};
            try (var signer = (RsaPrivate) Fixtures.privateHalf(Fixtures.RSA_PAIR);
                    var verifier = (RsaPublic) Fixtures.publicHalf(Fixtures.RSA_PAIR)) {
                for (Hash hash : new Hash[] {Hash.SHA256, Hash.SHA3_256}) {
                    var signature = signer.sign(hash, SignaturePadding.PSS, message, null, false);
                    if (!verifier.verify(hash, SignaturePadding.PSS, message, null, signature)) {
                        throw new AssertionError(hash);
                    }
                }
            }
            System.out.println("all well");
        }
    }
}
