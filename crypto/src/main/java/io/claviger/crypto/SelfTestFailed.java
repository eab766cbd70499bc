package io.claviger.crypto;

/** An algorithm did not answer as it must: nothing may be computed with it. */
public final class SelfTestFailed extends RuntimeException {
    private final String algorithm;

    public SelfTestFailed(String algorithm) {
        super("self-test failed: " + algorithm);
        this.algorithm = algorithm;
    }

    /** What failed, such as {@code AES-GCM} or {@code RSA pair}. */
    public String algorithm() {
        return algorithm;
    }
}
