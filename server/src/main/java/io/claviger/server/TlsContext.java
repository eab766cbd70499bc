package io.claviger.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.crypto.KeyEncoding;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.x509.LocalAuthority;
import io.claviger.custody.SystemKey.Purpose;
import io.claviger.store.Deployment;
import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** TLS for the doors: BoringSSL where its library loads, else the JDK's engine; 1.3 and 1.2 only. */
final class TlsContext {
    private static final int IDLE_S = 120;

    private final PemKeyCertOptions certificate;

    TlsContext(Deployment deployment) {
        try (SecretBytes secret = deployment.unwrap(Purpose.TLS)) {
            byte[] pem = KeyEncoding.pemOfPrivate(secret);
            String chain = LocalAuthority.pem(deployment.systemKey(Purpose.TLS).certificate())
                    + LocalAuthority.pem(deployment.systemKey(Purpose.CA).certificate());
            certificate = new PemKeyCertOptions()
                    .addKeyValue(Buffer.buffer(pem))
                    .addCertValue(Buffer.buffer(chain.getBytes(US_ASCII)));
        }
    }

    /** True when BoringSSL serves: the fast one. */
    static boolean nativeEngine() {
        return OpenSsl.isAvailable();
    }

    HttpServerOptions options(String address, int port) {
        return new HttpServerOptions()
                .setHost(address)
                .setPort(port)
                .setSsl(true)
                .setKeyCertOptions(certificate)
                .setSslEngineOptions(nativeEngine() ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setUseAlpn(true)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_S)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
