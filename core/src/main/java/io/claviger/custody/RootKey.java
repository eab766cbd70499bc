package io.claviger.custody;

import io.claviger.crypto.Bytes;
import io.claviger.crypto.SecretBytes;

/**
 * Port: the key at the top, wherever it lives. It wraps only the master KEK and is asked at start and at rotation, never on
 * a request.
 */
public interface RootKey extends AutoCloseable {
    /** @param associatedData bound into the wrap, see {@link Fields} */
    Bytes wrap(SecretBytes key, byte[] associatedData);

    /** @throws io.claviger.KmsException.Broken when this is not the root key that wrapped it */
    SecretBytes unwrap(Bytes wrapped, byte[] associatedData);

    /** A word for audit record 0: {@code file}, {@code passphrase}. */
    String kind();

    /** A generation of the root key; 1 for the first. */
    int epoch();

    @Override
    void close();
}
