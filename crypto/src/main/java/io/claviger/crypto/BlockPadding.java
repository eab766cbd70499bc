package io.claviger.crypto;

import java.util.Optional;

/** How CBC fills its last block; the other modes need no padding. */
public enum BlockPadding {
    NONE,
    PKCS7;

    /** In any case; {@code pkcs5} is the older name of PKCS#7 padding. */
    public static Optional<BlockPadding> of(String name) {
        return Names.fold(name).equals("PKCS5") ? Optional.of(PKCS7) : Names.find(values(), BlockPadding::name, name);
    }
}
