package io.claviger.custody;

import io.claviger.KmsException.Broken;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.EcPublic;
import io.claviger.crypto.EdPrivate;
import io.claviger.crypto.Hash;
import io.claviger.crypto.HmacKey;
import io.claviger.crypto.Sha256;
import io.claviger.crypto.SignatureFormat;
import java.util.Base64;
import java.util.UUID;

/** The server's own keys, open: they sign tokens and checkpoints and authenticate refresh tokens. */
public final class SystemKeys {
    private final EcPrivate tokenPrivate;
    private final EcPublic tokenPublic;
    private final Bytes tokenSpki;
    private final HmacKey refresh;
    private final EdPrivate checkpoint;
    private final Bytes checkpointSpki;

    public SystemKeys(
            EcPrivate tokenPrivate,
            EcPublic tokenPublic,
            Bytes tokenSpki,
            HmacKey refresh,
            EdPrivate checkpoint,
            Bytes checkpointSpki) {
        this.tokenPrivate = tokenPrivate;
        this.tokenPublic = tokenPublic;
        this.tokenSpki = tokenSpki;
        this.refresh = refresh;
        this.checkpoint = checkpoint;
        this.checkpointSpki = checkpointSpki;
    }

    /** ES256 (RFC 7518, section 3.4): the signature of a JWT's signing input. */
    public Bytes signToken(byte[] signingInput) {
        return tokenPrivate.sign(Hash.SHA256, signingInput, SignatureFormat.P1363, false);
    }

    public boolean verifiesToken(byte[] signingInput, Bytes signature) {
        return signature.size() == 64
                && tokenPublic.verify(Hash.SHA256, signingInput, SignatureFormat.P1363, signature);
    }

    /** SubjectPublicKeyInfo of the key that signs tokens. */
    public Bytes tokenKey() {
        return tokenSpki;
    }

    /** The {@code kid} of the key that signs tokens: its SHA-256, base64url. */
    public String tokenKeyId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.digest(tokenSpki.toArray()));
    }

    public Bytes refreshMac(UUID session, Bytes nonce, long generation) {
        byte[] message = new Fields(1, "refresh")
                .field(1, session)
                .field(2, nonce)
                .field(3, generation)
                .bytes();
        return refresh.mac(message);
    }

    public Bytes signCheckpoint(Bytes body) {
        return checkpoint.sign(body.toArray());
    }

    /** SubjectPublicKeyInfo of the key that signs checkpoints. */
    public Bytes checkpointKey() {
        if (checkpointSpki.size() == 0) {
            throw new Broken("the checkpoint key");
        }
        return checkpointSpki;
    }
}
