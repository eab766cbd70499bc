package io.claviger.store.journal;

/**
 * A frame: length of the leaf u32, type u8, leaf bytes, CRC32C u32 over length, type and leaf; big-endian. Where a frame
 * would begin, four zero bytes end the segment.
 */
final class FrameFormat {
    static final int HEAD = 5;
    static final int CRC = 4;
    static final int OVERHEAD = HEAD + CRC;
    /** An event's leaf. */
    static final byte EVENT = 1;
    /** The longest leaf that a frame may hold, in bytes. */
    static final int MAX_LEAF = 64 * 1024;

    private FrameFormat() {}
}
