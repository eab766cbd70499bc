package io.claviger.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Between the two ways of writing an ECDSA signature; none of it is secret. */
final class EcdsaForm {
    private EcdsaForm() {}

    static byte[] p1363(byte[] der, Curve curve) {
        Der pair = new Der(der).inside(Der.SEQUENCE);
        byte[] both = new byte[2 * curve.bytes()];
        put(pair.integer(), both, curve.bytes());
        put(pair.integer(), both, 2 * curve.bytes());
        return both;
    }

    /** Null when it has not the curve's length. */
    static byte @Nullable [] der(Bytes p1363, Curve curve) {
        int half = curve.bytes();
        if (p1363.size() != 2 * half) {
            return null;
        }
        byte[] both = p1363.shared();
        BigInteger r = new BigInteger(1, Arrays.copyOf(both, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(both, half, 2 * half));
        return Der.write(Der.SEQUENCE, Der.write(r), Der.write(s));
    }

    /** Writes a number so that its last byte is the one before {@code end}. */
    static void put(BigInteger number, byte[] target, int end) {
        byte[] digits = number.toByteArray();
        int skip = digits[0] == 0 ? 1 : 0;
        int length = digits.length - skip;
        System.arraycopy(digits, skip, target, end - length, length);
        Arrays.fill(digits, (byte) 0);
    }
}
