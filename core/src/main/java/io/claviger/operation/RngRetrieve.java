package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.Bytes;
import io.claviger.operation.Operation.Read;

/** Gives out random bytes (KMIP RNG Retrieve; NIST SP 800-57 part 1, section 8.1.5.3.7). Never logged, never given twice. */
public record RngRetrieve(int count) implements Read<Found.OfDomain, Bytes> {
    public static final int MAX = 65_536;

    public RngRetrieve {
        if (count < 1 || count > MAX) {
            throw new InvalidField("bytes", "must be 1 to %d".formatted(MAX));
        }
    }

    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Bytes read(Call call, Found.OfDomain found, ReadContext context) {
        byte[] bytes = new byte[count];
        context.random().nextBytes(bytes);
        return Bytes.taking(bytes);
    }
}
