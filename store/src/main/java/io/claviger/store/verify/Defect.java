package io.claviger.store.verify;

/**
 * The first entry that is not what it should be.
 *
 * @param number index of the leaf, number of the frame, or size of the checkpoint
 * @param place {@code tree/<index>}, {@code journal/<frame>}, {@code checkpoint/<size>}, or a path below HOME
 * @param problem in words
 */
public record Defect(long number, String place, String problem) {
    static Defect tree(long seq, String problem) {
        return new Defect(seq, "tree/" + seq, problem);
    }

    static Defect frame(long number, String problem) {
        return new Defect(number, "journal/" + number, problem);
    }

    static Defect checkpoint(long size, String problem) {
        return new Defect(size, "checkpoint/" + size, problem);
    }

    /** Ends a verification. */
    static final class Found extends RuntimeException {
        private final transient Defect defect;

        Found(Defect defect) {
            super(defect.toString(), null, false, false);
            this.defect = defect;
        }

        Defect defect() {
            return defect;
        }
    }

    Found found() {
        return new Found(this);
    }
}
