package io.claviger.crypto;

/**
 * What encryption gives.
 *
 * @param tag 16 bytes for GCM, {@link Bytes#NONE} for modes without one
 */
public record Sealed(Bytes ciphertext, Bytes iv, Bytes tag) {
    static final int TAG_BYTES = 16;

    public Sealed {
        if (tag.size() != 0 && tag.size() != TAG_BYTES) {
            throw new IllegalArgumentException("a tag is 16 bytes or none");
        }
    }
}
