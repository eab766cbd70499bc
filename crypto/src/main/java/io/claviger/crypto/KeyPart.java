package io.claviger.crypto;

/** What a key object holds: all of a symmetric key, or one half of a pair. */
public enum KeyPart {
    SECRET,
    PRIVATE,
    PUBLIC
}
