package io.claviger.store.journal;

import io.claviger.audit.JournalSeal;
import java.util.List;

/**
 * Frames that wait for their seal.
 *
 * @param newestAt microseconds since 1970: the greatest {@code at} of the frames
 */
public record Unsealed(JournalSeal seal, long newestAt, List<SealIndexRow> index) {
    public Unsealed {
        index = List.copyOf(index);
    }
}
