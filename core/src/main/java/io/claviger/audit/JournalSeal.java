package io.claviger.audit;

import java.util.UUID;

/**
 * Covers the frames of a node's journal since the seal before, and becomes a leaf of the tree.
 *
 * @param first number of the first frame; numbers of a node have no gaps
 * @param last number of the last one
 * @param root RFC 9162 root over the frames' leaf bytes, in hex
 */
public record JournalSeal(UUID node, long first, long last, String root) {
    public long count() {
        return last - first + 1;
    }

    /** RFC 8785, as {@link AuditLeaf}. */
    public byte[] encode() {
        var out = new CanonicalJson(256);
        out.open();
        out.number("count", count());
        out.number("first", first);
        out.number("last", last);
        out.uuid("node", node);
        out.text("root", root);
        out.text("type", "seal");
        out.number("v", 1);
        return out.close();
    }
}
