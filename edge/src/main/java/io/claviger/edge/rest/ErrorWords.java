package io.claviger.edge.rest;

import io.claviger.KmsException;
import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.TooMany;
import io.claviger.KmsException.Unavailable;
import io.claviger.Problem;
import io.claviger.api.BadJson;
import io.claviger.api.Error;
import io.claviger.api.JsonWriter;
import io.claviger.crypto.CryptoException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure is called on the wire: the dialect's members beside those of RFC 9457. */
final class ErrorWords {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorWords.class);

    private ErrorWords() {}

    /** The same failure as the rest of the house knows it; what is none of ours comes back as it is. */
    static RuntimeException known(RuntimeException failure) {
        return switch (failure) {
            case BadJson bad ->
                bad.field().isEmpty() ? Rejected.badRequest(bad.rule()) : new InvalidField(bad.field(), bad.rule());
            case CryptoException.BadKey bad -> new InvalidField(bad.field(), bad.rule());
            case CryptoException.BadParameter bad -> new InvalidField(bad.field(), bad.rule());
            case CryptoException.NotAuthentic _ -> new KmsException.NotAuthentic();
            case CryptoException.NoRoom _ -> new Unavailable("locked memory", Duration.ofSeconds(1));
            default -> failure;
        };
    }

    static Problem problem(Throwable failure) {
        return failure instanceof Rejected rejected ? rejected.problem() : Problem.of(failure);
    }

    /** Of what was {@link #known}. */
    static Reply reply(Throwable failure, UUID request) {
        Problem problem = problem(failure);
        int status = failure instanceof Rejected rejected ? rejected.status() : problem.status();
        if (problem == Problem.INTERNAL) {
            log(failure, request);
        } else if (problem == Problem.BROKEN) {
            LOG.error("request {}: {}", request, failure.getMessage());
        }
        String message = message(problem, failure);
        var out = new JsonWriter();
        new Error(
                        problem.code(),
                        problem.codeDesc(),
                        message,
                        request.toString(),
                        problem.slug(),
                        title(problem),
                        status,
                        problem == Problem.INTERNAL ? null : message,
                        null)
                .write(out);
        return Reply.json(status, out);
    }

    /** In whole seconds; 0 where there is nothing to wait for. */
    static long retryAfter(Throwable failure) {
        return switch (failure) {
            case TooMany many -> seconds(many.retryAfter());
            case Unavailable unavailable -> seconds(unavailable.retryAfter());
            default -> 0;
        };
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    private static String message(Problem problem, Throwable failure) {
        String message = failure.getMessage();
        // Which row is broken is for the log: a caller must not learn tables, nor what there is.
        boolean ours = problem == Problem.INTERNAL || problem == Problem.BROKEN;
        if (ours || message == null || message.isEmpty()) {
            return title(problem);
        }
        return failure instanceof InvalidField invalid
                ? "Validation errors: %s: %s".formatted(invalid.field(), rule(invalid, message))
                : message;
    }

    /** The message of an invalid field begins with the field. */
    private static String rule(InvalidField invalid, String message) {
        return message.substring(invalid.field().length() + 1);
    }

    private static String title(Problem problem) {
        return problem.codeDesc().substring(problem.codeDesc().indexOf(':') + 2);
    }

    /** Where it happened, never what it says: the message of a bug may hold a secret. */
    private static void log(Throwable failure, UUID request) {
        var shown = new IllegalStateException(failure.getClass().getName());
        shown.setStackTrace(failure.getStackTrace());
        LOG.error("request {} failed", request, shown);
    }
}
