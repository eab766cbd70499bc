package io.claviger.crypto;

import java.util.function.Predicate;

/**
 * One question to one algorithm.
 *
 * @param answer what it must compute, or the signature it must accept
 * @param agrees asks it
 */
record KnownAnswer(String algorithm, Bytes answer, Predicate<Bytes> agrees) {

    void check() {
        boolean agreed;
        try {
            agreed = agrees.test(answer);
        } catch (CryptoException refused) {
            agreed = false;
        }
        if (!agreed) {
            throw new SelfTestFailed(algorithm);
        }
    }
}
