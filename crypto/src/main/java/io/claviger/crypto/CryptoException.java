package io.claviger.crypto;

/** What this module refuses. No case ever carries key material or plaintext. */
public abstract sealed class CryptoException extends RuntimeException {
    private CryptoException(String message, boolean trace) {
        super(message, null, false, trace);
    }

    /**
     * A tag, padding or wrap did not fit. Says nothing more, not even where: whoever may ask often enough could
     * otherwise learn plaintext from the difference.
     */
    public static final class NotAuthentic extends CryptoException {
        public NotAuthentic() {
            super("not authentic", false);
        }
    }

    /** Key material that cannot be: wrong length, off its curve, too weak, halves that do not fit, not parsable. */
    public static final class BadKey extends CryptoException {
        private final String field;
        private final String rule;

        public BadKey(String field, String rule) {
            super(field + ": " + rule, true);
            this.field = field;
            this.rule = rule;
        }

        /** The part of the material that is wrong, such as {@code modulus}. */
        public String field() {
            return field;
        }

        /** What it would have to be. */
        public String rule() {
            return rule;
        }
    }

    /** A parameter that does not fit the key or the algorithm. */
    public static final class BadParameter extends CryptoException {
        private final String field;
        private final String rule;

        public BadParameter(String field, String rule) {
            super(field + ": " + rule, true);
            this.field = field;
            this.rule = rule;
        }

        /** The parameter, by the name the REST dialect gives it where it has one. */
        public String field() {
            return field;
        }

        /** What is allowed. */
        public String rule() {
            return rule;
        }
    }

    /** The {@link SecretSlab} has no free cell of the size needed. */
    public static final class NoRoom extends CryptoException {
        public NoRoom() {
            super("no cell for secrets is free", true);
        }
    }
}
