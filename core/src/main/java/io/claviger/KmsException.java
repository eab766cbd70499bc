package io.claviger;

import java.time.Duration;

/** What can go wrong for a caller; its message is safe to show him. {@link Problem} says how a door answers. */
public abstract sealed class KmsException extends RuntimeException {

    private KmsException(String message) {
        super(message, null, false, false);
    }

    private KmsException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No such object, or none that the caller may know of: the two look alike on purpose. */
    public static final class NotFound extends KmsException {
        public NotFound() {
            super("Resource not found");
        }
    }

    /** The caller may know of the object, but not do this to it. */
    public static final class Denied extends KmsException {
        /** Says what was refused, never which policy did: that is for the audit and for {@code explain}. */
        public Denied(String operation) {
            super("%s is not allowed".formatted(operation));
        }
    }

    /** Nobody has proven who he is. */
    public static final class Unauthenticated extends KmsException {
        public Unauthenticated(String message) {
            super(message);
        }
    }

    /** The key's state (NIST SP 800-57 part 1, section 7) does not permit it. */
    public static final class WrongState extends KmsException {
        public WrongState(Object state, String verb) {
            super("a key in state %s cannot be %s".formatted(state, verb));
        }
    }

    /** The key's usage mask, kind or limits do not permit it. */
    public static final class WrongUsage extends KmsException {
        public WrongUsage(String rule) {
            super(rule);
        }
    }

    /** A setting or a flag refuses it; the message names it, so that who may change it knows where. */
    public static final class Refused extends KmsException {
        public Refused(String what, String by) {
            super("%s is refused by %s".formatted(what, by));
        }
    }

    /** The name is taken. */
    public static final class AlreadyExists extends KmsException {
        private final boolean key;

        private AlreadyExists(String message, boolean key) {
            super(message);
            this.key = key;
        }

        public static AlreadyExists key(String name) {
            return new AlreadyExists("a key named %s exists already".formatted(name), true);
        }

        public static AlreadyExists other(String kind) {
            return new AlreadyExists("such a %s exists already".formatted(kind), false);
        }

        boolean key() {
            return key;
        }
    }

    /** Somebody else changed it in between, or the same idempotency key came with another request. */
    public static final class Conflict extends KmsException {
        public Conflict(String message) {
            super(message);
        }
    }

    /** A value that cannot be, or one that is missing. */
    public static final class InvalidField extends KmsException {
        private final String field;

        /** @param rule what would be allowed, so that the sentence "field rule" reads well */
        public InvalidField(String field, String rule) {
            super("%s %s".formatted(field, rule));
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /** Says nothing more: why a ciphertext did not open helps only an attacker. */
    public static final class NotAuthentic extends KmsException {
        public NotAuthentic() {
            super("the operation failed");
        }
    }

    /** Too much at once from one source or for one domain. */
    public static final class TooMany extends KmsException {
        private final Duration retryAfter;

        public TooMany(String what, Duration retryAfter) {
            super("too many %s".formatted(what));
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** What is stored is not what was written: a seal is broken or a row was put back. Nothing is answered from it. */
    public static final class Broken extends KmsException {
        public Broken(String what) {
            super("%s failed its integrity check".formatted(what));
        }
    }

    /** Only health is served, until an operator of the machine lets the server go on or the cause is gone. */
    public static final class Held extends KmsException {
        private final String reason;

        /**
         * @param reason one word, for scripts
         * @param sentence the same for people
         */
        public Held(String reason, String sentence) {
            super("%s; only health is served".formatted(sentence));
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /** Something that is needed does not answer; the caller may try again. */
    public static final class Unavailable extends KmsException {
        private final Duration retryAfter;

        public Unavailable(String what, Duration retryAfter, Throwable cause) {
            super("%s is unavailable".formatted(what), cause);
            this.retryAfter = retryAfter;
        }

        public Unavailable(String what, Duration retryAfter) {
            super("%s is unavailable".formatted(what));
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
