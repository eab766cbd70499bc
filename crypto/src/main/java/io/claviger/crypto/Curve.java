package io.claviger.crypto;

import java.util.List;
import java.util.Optional;

/** The named curves on offer (SP 800-186); explicit parameters are refused everywhere. */
public enum Curve {
    P256("prime256v1", "secp256r1", 256),
    P384("secp384r1", "secp384r1", 384),
    P521("secp521r1", "secp521r1", 521),
    ED25519("ED25519", "ED25519", 256);

    private final String label;
    private final String standardName;
    private final int bits;

    Curve(String label, String standardName, int bits) {
        this.label = label;
        this.standardName = standardName;
        this.bits = bits;
    }

    /** In any case, by any usual name: {@code P-256}, {@code nistp256}, {@code secp256r1}, {@code prime256v1}. */
    public static Optional<Curve> of(String name) {
        String folded = Names.fold(name);
        for (Curve curve : values()) {
            if (curve.names().contains(folded)) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
    }

    private List<String> names() {
        return switch (this) {
            case P256, P384, P521 -> List.of(Names.fold(label), Names.fold(standardName), "P" + bits, "NISTP" + bits);
            case ED25519 -> List.of("ED25519", "EDWARDS25519");
        };
    }

    /** The name in the REST dialect. */
    public String label() {
        return label;
    }

    /** The name in SEC 2, which JCA uses too. */
    public String standardName() {
        return standardName;
    }

    /** The size of a key on it. */
    public int bits() {
        return bits;
    }

    /** Bytes of a coordinate, of a private key and of each half of a P1363 signature. */
    public int bytes() {
        return (bits + 7) / 8;
    }
}
