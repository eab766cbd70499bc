package io.claviger.store.verify;

import io.claviger.audit.Checkpoint;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.CryptoException;
import io.claviger.crypto.EdPublic;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The public half of the key that signs checkpoints: Ed25519, the one thing a verifier must be given. */
public final class CheckpointKey {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
    private static final String END = "-----END PUBLIC KEY-----\n";
    private static final int LINE = 64;

    private final Bytes spki;
    private final EdPublic key;

    private CheckpointKey(Bytes spki, EdPublic key) {
        this.spki = spki;
        this.key = key;
    }

    /**
     * @param spki SubjectPublicKeyInfo
     * @throws IllegalArgumentException when it is not one of an Ed25519 key
     */
    public static CheckpointKey of(Bytes spki) {
        var ed25519 = KeySpec.withDefaults(Algorithm.ED25519, null, null);
        try {
            if (ReadyKey.of(ed25519, KeyPart.PUBLIC, null, spki) instanceof EdPublic key) {
                return new CheckpointKey(spki, key);
            }
        } catch (CryptoException notOne) {
            throw new IllegalArgumentException("not an Ed25519 public key", notOne);
        }
        throw new IllegalArgumentException("not an Ed25519 public key");
    }

    /** @throws IllegalArgumentException when the text is not the PEM of an Ed25519 public key */
    public static CheckpointKey ofPem(String pem) {
        int begin = pem.indexOf(BEGIN.strip());
        int end = pem.indexOf(END.strip());
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("not the PEM of a public key");
        }
        String body = pem.substring(begin + BEGIN.length() - 1, end).replaceAll("\\s", "");
        return of(Bytes.taking(Base64.getDecoder().decode(body)));
    }

    public String pem() {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(spki.toArray());
        return BEGIN + body + "\n" + END;
    }

    /** SHA-256 of the SubjectPublicKeyInfo, in hex: for people to compare. */
    public String fingerprint() {
        return HexFormat.of().formatHex(Sha256.digest(spki.toArray()));
    }

    /** What a note says, if this key signed it. */
    public Optional<Checkpoint> open(String note) {
        return Checkpoint.open(note, spki, found -> key.verify(bytes(found.checkpoint()), found.signature()))
                .filter(checkpoint -> checkpoint.size() >= 0);
    }

    private static byte[] bytes(Checkpoint checkpoint) {
        return Bytes.ofUtf8(checkpoint.body()).toArray();
    }
}
