package io.claviger.edge.rest;

import io.claviger.api.Routes;

/** What the record calls a request that was turned away before there was an operation: the operation that it asked for. */
final class Verbs {
    private Verbs() {}

    static String of(Routes route) {
        return switch (route) {
            case SIGN_IN -> "SignIn";
            case REVOKE_TOKEN -> "RevokeToken";
            case CHANGE_PASSWORD -> "ChangePassword";
            case READ_SELF -> "GetSelf";
            case LIST_USERS -> "ListUsers";
            case READ_USER -> "GetUser";
            case CREATE_USER -> "CreateUser";
            case CHANGE_USER -> "ModifyUser";
            case DELETE_USER -> "DeleteUser";
            case LIST_GROUPS -> "ListGroups";
            case READ_GROUP -> "GetGroup";
            case CREATE_GROUP -> "CreateGroup";
            case CHANGE_GROUP -> "ModifyGroup";
            case DELETE_GROUP -> "DeleteGroup";
            case ADD_MEMBER -> "AddMember";
            case REMOVE_MEMBER -> "RemoveMember";
            case LIST_KEYS -> "Locate";
            case READ_KEY -> "GetAttributes";
            case CREATE_KEY -> "Create";
            case CHANGE_KEY -> "ModifyAttributes";
            case DELETE_KEY -> "Delete";
            case LIST_VERSIONS -> "ListVersions";
            case CREATE_VERSION -> "ReKey";
            case EXPORT_KEY -> "Export";
            case REVOKE_KEY -> "Revoke";
            case REACTIVATE_KEY -> "Reactivate";
            case DESTROY_KEY -> "Destroy";
            case ARCHIVE_KEY -> "Archive";
            case RECOVER_KEY -> "Recover";
            case RANDOM -> "RngRetrieve";
            case ENCRYPT, DECRYPT, SIGN, VERIFY_SIGNATURE, MAC, VERIFY_MAC -> ofUse(route);
            case READ_SERVER -> "DescribeSystem";
            case LIST_RECORDS -> "ListAuditRecords";
            case GREET, READ_LIVENESS, READ_READINESS, READ_CONTRACT, READ_SERVICES, READ_TOKEN_KEYS ->
                route.operationId();
        };
    }

    private static String ofUse(Routes route) {
        return switch (route) {
            case ENCRYPT -> "Encrypt";
            case DECRYPT -> "Decrypt";
            case SIGN -> "Sign";
            case VERIFY_SIGNATURE -> "SignatureVerify";
            case MAC -> "Mac";
            case VERIFY_MAC -> "MacVerify";
            default -> throw new AssertionError(route);
        };
    }
}
