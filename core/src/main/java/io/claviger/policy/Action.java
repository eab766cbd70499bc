package io.claviger.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What policies and permissions speak of, by the dialect's names where it has one. Stored, so never renamed. */
public enum Action {
    CREATE_KEY("CreateKey", false),
    READ_KEY("ReadKey", true),
    UPDATE_KEY("UpdateKey", false),
    DELETE_KEY("DeleteKey", false),
    EXPORT_KEY("ExportKey", true),
    UPLOAD_KEY("UploadKey", true),
    USE_KEY("UseKey", true),
    ENCRYPT_WITH_KEY("EncryptWithKey", true),
    DECRYPT_WITH_KEY("DecryptWithKey", true),
    SIGN_WITH_KEY("SignWithKey", true),
    SIGN_VERIFY_WITH_KEY("SignVerifyWithKey", true),
    MAC_WITH_KEY("MACWithKey", true),
    MAC_VERIFY_WITH_KEY("MACVerifyWithKey", true),
    REVOKE_KEY("RevokeKey", false),
    REACTIVATE_KEY("ReActivateKey", false),
    ARCHIVE_KEY("ArchiveKey", false),
    RECOVER_KEY("RecoverKey", false),
    CHANGE_KEY_OWNER("ChangeKeyOwner", false),
    CHANGE_KEY_PERMISSIONS("ChangeKeyPermissions", false),
    CREATE_USER("CreateUser", false),
    READ_USER("ReadUser", false),
    UPDATE_USER("UpdateUser", false),
    DELETE_USER("DeleteUser", false),
    CREATE_GROUP("CreateGroup", false),
    READ_GROUP("ReadGroup", false),
    UPDATE_GROUP("UpdateGroup", false),
    DELETE_GROUP("DeleteGroup", false),
    ADD_USER_TO_GROUP("AddUserToGroup", false),
    REMOVE_USER_FROM_GROUP("RemoveUserFromGroup", false),
    READ_AUDIT_RECORDS("ReadAuditRecords", false),
    READ_SELF("ReadSelf", false),
    SIGN_IN("SignIn", false),
    READ_RANDOM("ReadRandom", false),
    READ_SYSTEM_INFO("ReadSystemInfo", false),
    LIST("List", false);

    private static final Map<String, Action> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(a -> a.label.toLowerCase(Locale.ROOT), Function.identity()));

    private final String label;
    private final boolean grantable;

    Action(String label, boolean grantable) {
        this.label = label;
        this.grantable = grantable;
    }

    public String label() {
        return label;
    }

    /** True if a key's {@code meta.permissions} may give it to a group. */
    public boolean grantable() {
        return grantable;
    }

    /** True if it uses or takes out the key itself, which in the strict preset administration of keys does not include. */
    public boolean usesKey() {
        return switch (this) {
            case USE_KEY,
                    ENCRYPT_WITH_KEY,
                    DECRYPT_WITH_KEY,
                    SIGN_WITH_KEY,
                    SIGN_VERIFY_WITH_KEY,
                    MAC_WITH_KEY,
                    MAC_VERIFY_WITH_KEY,
                    EXPORT_KEY -> true;
            default -> false;
        };
    }

    public static Optional<Action> of(String label) {
        return Optional.ofNullable(BY_NAME.get(label.toLowerCase(Locale.ROOT)));
    }
}
