package io.claviger.apigen;

/** The contract says something the generator does not understand, or something that our own rules forbid. */
public final class BadContract extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param where the place in the contract, as a path of names
     * @param what what is wrong there
     */
    public BadContract(String where, String what) {
        super(where + ": " + what);
    }
}
