package io.claviger.edge.rest;

import io.claviger.Problem;

/** The request itself is wrong, as HTTP goes: nothing of what the service does was asked. Its message is safe to show. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final int status;

    Rejected(Problem problem, String message) {
        this(problem, problem.status(), message);
    }

    /** @param status where HTTP has a finer one than the problem's */
    Rejected(Problem problem, int status, String message) {
        super(message, null, false, false);
        this.problem = problem;
        this.status = status;
    }

    static Rejected badRequest(String message) {
        return new Rejected(Problem.BAD_REQUEST, message);
    }

    Problem problem() {
        return problem;
    }

    int status() {
        return status;
    }
}
