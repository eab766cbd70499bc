package io.claviger.key;

import java.util.EnumSet;
import java.util.Set;

/** One bit of KMIP's Cryptographic Usage Mask (KMIP 2.1, section 11.15). */
public enum Usage {
    SIGN(0x1, true),
    VERIFY(0x2, false),
    ENCRYPT(0x4, true),
    DECRYPT(0x8, false),
    WRAP_KEY(0x10, true),
    UNWRAP_KEY(0x20, false),
    EXPORT(0x40, false),
    MAC_GENERATE(0x80, true),
    MAC_VERIFY(0x100, false),
    DERIVE_KEY(0x200, true),
    CONTENT_COMMITMENT(0x400, true),
    KEY_AGREEMENT(0x800, true),
    CERTIFICATE_SIGN(0x1000, true),
    CRL_SIGN(0x2000, true);

    /** Every bit that the dialect knows, those without a meaning here included. */
    public static final int ALL = 4_194_303;

    private final int bit;
    private final boolean protects;

    Usage(int bit, boolean protects) {
        this.bit = bit;
        this.protects = protects;
    }

    /** NIST SP 800-57: true if it applies protection to data, false if it processes protected data. */
    public boolean protects() {
        return protects;
    }

    public boolean in(int mask) {
        return (mask & bit) != 0;
    }

    public static Set<Usage> of(int mask) {
        var set = EnumSet.noneOf(Usage.class);
        for (Usage usage : values()) {
            if (usage.in(mask)) {
                set.add(usage);
            }
        }
        return set;
    }
}
