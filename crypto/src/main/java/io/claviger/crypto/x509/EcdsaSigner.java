package io.claviger.crypto.x509;

import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.Hash;
import io.claviger.crypto.SignatureFormat;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;

/** Lets Bouncy Castle's builders sign with our key, so that no private key enters its provider. */
final class EcdsaSigner implements ContentSigner {
    private final EcPrivate key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    EcdsaSigner(EcPrivate key) {
        this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        return key.sign(Hash.SHA256, content.toByteArray(), SignatureFormat.DER, false)
                .toArray();
    }
}
