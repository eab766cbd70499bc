package io.claviger;

import io.claviger.KmsException.AlreadyExists;
import io.claviger.KmsException.Broken;
import io.claviger.KmsException.Conflict;
import io.claviger.KmsException.Denied;
import io.claviger.KmsException.Held;
import io.claviger.KmsException.InvalidField;
import io.claviger.KmsException.NotAuthentic;
import io.claviger.KmsException.NotFound;
import io.claviger.KmsException.Refused;
import io.claviger.KmsException.TooMany;
import io.claviger.KmsException.Unauthenticated;
import io.claviger.KmsException.Unavailable;
import io.claviger.KmsException.WrongState;
import io.claviger.KmsException.WrongUsage;

/**
 * The catalogue of what a door may answer; docs/reference/errors.md is made from it. A slug or code is never renamed.
 *
 * <p>Numbers 5, 9, 15, 16 and 106 and the words before the colon are the dialect's; the other numbers are ours.
 */
public enum Problem {
    NOT_FOUND("not-found", 404, 16, "NCERRResourceNotFound: Resource not found", KmipReason.ITEM_NOT_FOUND),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, 15, "NCERRBadRequest: Bad HTTP request", KmipReason.INVALID_MESSAGE),
    DENIED(
            "denied",
            403,
            6,
            "NCERRInsufficientPermissions: You do not have the permissions for this operation",
            KmipReason.PERMISSION_DENIED),
    UNAUTHENTICATED(
            "unauthenticated",
            401,
            5,
            "NCERRUnauthorizedAccess: Unauthorized access",
            KmipReason.AUTHENTICATION_NOT_SUCCESSFUL),
    WRONG_STATE(
            "wrong-state",
            409,
            112,
            "NCERRWrongKeyState: The state of the key does not permit this",
            KmipReason.WRONG_KEY_LIFECYCLE_STATE),
    WRONG_USAGE(
            "wrong-usage",
            409,
            113,
            "NCERRIncompatibleUsage: The usage mask of the key does not permit this",
            KmipReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK),
    REFUSED("refused", 409, 114, "NCERRRefusedByPolicy: A setting refuses this", KmipReason.PERMISSION_DENIED),
    KEY_EXISTS("key-exists", 409, 110, "NCERRKeyAlreadyExists: Key already exists", KmipReason.ILLEGAL_OPERATION),
    EXISTS("exists", 409, 17, "NCERRConflict: Resource already exists", KmipReason.ILLEGAL_OPERATION),
    CONFLICT("conflict", 409, 18, "NCERRConflict: In conflict with what is there", KmipReason.GENERAL_FAILURE),
    INVALID_FIELD("invalid-field", 400, 9, "NCERRInvalidParamValue: Invalid parameter", KmipReason.INVALID_FIELD),
    BAD_REQUEST("bad-request", 400, 15, "NCERRBadRequest: Bad HTTP request", KmipReason.INVALID_MESSAGE),
    TOO_LARGE("too-large", 413, 15, "NCERRBadRequest: The request is too large", KmipReason.RESPONSE_TOO_LARGE),
    NOT_AUTHENTIC(
            "not-authentic",
            400,
            106,
            "NCERRCryptoOperationFailed: The cryptographic operation failed",
            KmipReason.CRYPTOGRAPHIC_FAILURE),
    TOO_MANY("too-many", 429, 19, "NCERRTooManyRequests: Too many requests", KmipReason.GENERAL_FAILURE),
    BROKEN("broken", 500, 20, "NCERRIntegrity: What is stored failed its integrity check", KmipReason.GENERAL_FAILURE),
    UNAVAILABLE("unavailable", 503, 21, "NCERRUnavailable: Not available now", KmipReason.GENERAL_FAILURE),
    HELD("held", 503, 22, "NCERRHeld: Only health is served", KmipReason.GENERAL_FAILURE),
    INTERNAL("internal", 500, 1, "NCERRInternalServerError: Internal server error", KmipReason.GENERAL_FAILURE);

    private final String slug;
    private final int status;
    private final int code;
    private final String codeDesc;
    private final KmipReason kmipReason;

    Problem(String slug, int status, int code, String codeDesc, KmipReason kmipReason) {
        this.slug = slug;
        this.status = status;
        this.code = code;
        this.codeDesc = codeDesc;
        this.kmipReason = kmipReason;
    }

    /** The only translation of failures; whatever is not ours is a bug, and its message may hold a secret. */
    public static Problem of(Throwable failure) {
        if (!(failure instanceof KmsException known)) {
            return INTERNAL;
        }
        return switch (known) {
            case NotFound _ -> NOT_FOUND;
            case Denied _ -> DENIED;
            case Unauthenticated _ -> UNAUTHENTICATED;
            case WrongState _ -> WRONG_STATE;
            case WrongUsage _ -> WRONG_USAGE;
            case Refused _ -> REFUSED;
            case AlreadyExists taken -> taken.key() ? KEY_EXISTS : EXISTS;
            case Conflict _ -> CONFLICT;
            case InvalidField _ -> INVALID_FIELD;
            case NotAuthentic _ -> NOT_AUTHENTIC;
            case TooMany _ -> TOO_MANY;
            case Broken _ -> BROKEN;
            case Unavailable _ -> UNAVAILABLE;
            case Held _ -> HELD;
        };
    }

    /** Names the section of docs/reference/errors.md, and the outcome of an audit event. */
    public String slug() {
        return slug;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The dialect's number. */
    public int code() {
        return code;
    }

    /** The dialect's words; a client may compare those before the colon. */
    public String codeDesc() {
        return codeDesc;
    }

    public KmipReason kmipReason() {
        return kmipReason;
    }

    /** KMIP Result Reason, by the names of KMIP 2.1. */
    public enum KmipReason {
        ITEM_NOT_FOUND,
        RESPONSE_TOO_LARGE,
        AUTHENTICATION_NOT_SUCCESSFUL,
        INVALID_MESSAGE,
        INVALID_FIELD,
        CRYPTOGRAPHIC_FAILURE,
        ILLEGAL_OPERATION,
        PERMISSION_DENIED,
        WRONG_KEY_LIFECYCLE_STATE,
        INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK,
        GENERAL_FAILURE
    }
}
