package io.claviger.store.journal;

/**
 * What opening a journal found that was not whole frames.
 *
 * @param bytes cut after the last whole frame; 0 when nothing was cut
 * @param missing frames that are sealed but that no segment has any more; not the mark of a crash
 * @param next number of the next frame
 */
public record JournalCut(long bytes, long missing, long next) {
    /** For the reason of the event that tells of it. */
    public String words() {
        String cut = "%d bytes cut before frame %d".formatted(bytes, next);
        return missing == 0 ? cut : "%s; %d sealed frames before it are missing or damaged".formatted(cut, missing);
    }
}
