package io.claviger.custody;

import java.util.UUID;

/**
 * What the wrap of a key's material is bound to, so that it fits no other row: immutable facts only, so that no change of
 * state needs an unwrap.
 *
 * @param kind what the bytes are: {@code SECRET}, {@code PRIVATE}, or a {@link SystemKey.Purpose}
 * @param bits size of the key
 */
public record MaterialId(UUID domain, UUID key, UUID version, String algorithm, int bits, String kind) {
    byte[] associatedData(UUID kek, int kekVersion) {
        return new Fields(1, "material")
                .field(1, domain)
                .field(2, key)
                .field(3, version)
                .field(4, algorithm)
                .field(5, bits)
                .field(6, kind)
                .field(7, kek)
                .field(8, kekVersion)
                .bytes();
    }
}
