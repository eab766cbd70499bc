package io.claviger.crypto;

import io.claviger.crypto.CryptoException.BadParameter;

/** From a message to the digest that is signed, and which hashes may. */
final class Digests {
    private static final int LEAST = 20;
    private static final int MOST = 64;

    private Digests() {}

    static byte[] toSign(Hash hash, byte[] message, boolean sha1Allowed) {
        requireMaySign(hash, sha1Allowed);
        return toVerify(hash, message);
    }

    /** Only makes sure: what is given as a digest has a digest's length. */
    static byte[] toVerify(Hash hash, byte[] message) {
        if (hash == Hash.NONE && (message.length < LEAST || message.length > MOST)) {
            throw new BadParameter("data", "must be a digest of 20 to 64 bytes when no hash is named");
        }
        return hash.digest(message);
    }

    static void requireMaySign(Hash hash, boolean sha1Allowed) {
        if (hash == Hash.SHA1 && !sha1Allowed) {
            throw new BadParameter("hashAlgo", "must not be SHA-1 for a new signature");
        }
    }
}
