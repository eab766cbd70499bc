package io.claviger.client;

/** What a server answered instead of doing what was asked. */
public final class ApiFailure extends RuntimeException {
    private final int status;
    private final String codeDesc;

    public ApiFailure(int status, String codeDesc, String message) {
        super(message);
        this.status = status;
        this.codeDesc = codeDesc;
    }

    /** HTTP status; 0 when no answer came. */
    public int status() {
        return status;
    }

    /** The dialect's words, {@code NCERR…}; empty when there are none. */
    public String codeDesc() {
        return codeDesc;
    }
}
