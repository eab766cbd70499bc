package io.claviger.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a segment, big-endian: magic (8), format u32, node (16), segment number u64, number of the first
 * frame u64, size of the file u64, eight zero bytes, CRC32C of all before.
 *
 * @param number of the segment, from 1
 * @param first number of the first frame that the segment holds or will hold
 * @param size of the whole file in bytes
 */
public record SegmentHeader(UUID node, long number, long first, long size) {
    public static final int BYTES = 64;

    private static final byte[] MAGIC = "CLAVSEG\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int CRC_AT = 60;

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(MAGIC).putInt(FORMAT);
        out.putLong(node.getMostSignificantBits()).putLong(node.getLeastSignificantBits());
        out.putLong(number).putLong(first).putLong(size);
        out.putInt(CRC_AT, crc(out.array()));
        return out.rewind();
    }

    /** Empty when it is not one. */
    static Optional<SegmentHeader> decode(byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC) || in.getInt() != FORMAT || in.getInt(CRC_AT) != crc(header)) {
            return Optional.empty();
        }
        var node = new UUID(in.getLong(), in.getLong());
        return Optional.of(new SegmentHeader(node, in.getLong(), in.getLong(), in.getLong()));
    }

    private static int crc(byte[] header) {
        var crc = new CRC32C();
        crc.update(header, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
