package io.claviger.crypto;

import java.util.Optional;

/** Modes of AES on offer (SP 800-38A, SP 800-38D). Only GCM notices a changed ciphertext. */
public enum AesMode {
    GCM,
    CBC,
    CTR;

    /** In any case. */
    public static Optional<AesMode> of(String name) {
        return Names.find(values(), AesMode::name, name);
    }

    /** Bytes of a fresh IV: 12 for GCM (SP 800-38D section 8.2), one block for the others. */
    public int ivBytes() {
        return switch (this) {
            case GCM -> 12;
            case CBC, CTR -> 16;
        };
    }
}
