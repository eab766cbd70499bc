package io.claviger.operation;

import static io.claviger.policy.Action.ADD_USER_TO_GROUP;
import static io.claviger.policy.Action.ARCHIVE_KEY;
import static io.claviger.policy.Action.CREATE_GROUP;
import static io.claviger.policy.Action.CREATE_KEY;
import static io.claviger.policy.Action.CREATE_USER;
import static io.claviger.policy.Action.DECRYPT_WITH_KEY;
import static io.claviger.policy.Action.DELETE_GROUP;
import static io.claviger.policy.Action.DELETE_KEY;
import static io.claviger.policy.Action.DELETE_USER;
import static io.claviger.policy.Action.ENCRYPT_WITH_KEY;
import static io.claviger.policy.Action.EXPORT_KEY;
import static io.claviger.policy.Action.LIST;
import static io.claviger.policy.Action.MAC_VERIFY_WITH_KEY;
import static io.claviger.policy.Action.MAC_WITH_KEY;
import static io.claviger.policy.Action.REACTIVATE_KEY;
import static io.claviger.policy.Action.READ_AUDIT_RECORDS;
import static io.claviger.policy.Action.READ_GROUP;
import static io.claviger.policy.Action.READ_KEY;
import static io.claviger.policy.Action.READ_RANDOM;
import static io.claviger.policy.Action.READ_SELF;
import static io.claviger.policy.Action.READ_SYSTEM_INFO;
import static io.claviger.policy.Action.READ_USER;
import static io.claviger.policy.Action.RECOVER_KEY;
import static io.claviger.policy.Action.REMOVE_USER_FROM_GROUP;
import static io.claviger.policy.Action.REVOKE_KEY;
import static io.claviger.policy.Action.SIGN_IN;
import static io.claviger.policy.Action.SIGN_VERIFY_WITH_KEY;
import static io.claviger.policy.Action.SIGN_WITH_KEY;
import static io.claviger.policy.Action.UPDATE_GROUP;
import static io.claviger.policy.Action.UPDATE_KEY;
import static io.claviger.policy.Action.UPDATE_USER;
import static io.claviger.policy.Action.USE_KEY;

import io.claviger.policy.Action;
import java.util.Set;

/** The one table of what each operation needs: all of its actions, not any. */
final class RequiredActions {
    private RequiredActions() {}

    static Set<Action> of(Operation<?, ?> operation) {
        return switch (operation) {
            case Encrypt _ -> Set.of(ENCRYPT_WITH_KEY, USE_KEY);
            case Decrypt _ -> Set.of(DECRYPT_WITH_KEY, USE_KEY);
            case Sign _ -> Set.of(SIGN_WITH_KEY, USE_KEY);
            case SignatureVerify _ -> Set.of(SIGN_VERIFY_WITH_KEY, USE_KEY);
            case Mac _ -> Set.of(MAC_WITH_KEY, USE_KEY);
            case MacVerify _ -> Set.of(MAC_VERIFY_WITH_KEY, USE_KEY);
            case LoadKey load -> of(load.use());
            case GetAttributes _, ListVersions _ -> Set.of(READ_KEY);
            case Locate _, ListGroups _, ListUsers _ -> Set.of(LIST);
            case Create _ -> Set.of(CREATE_KEY);
            case Register _ -> Set.of(CREATE_KEY);
            case ReKey _, ObserveDate _ -> Set.of(UPDATE_KEY);
            case ModifyAttributes modify -> modify.actions();
            case Export _ -> Set.of(EXPORT_KEY);
            case Revoke _ -> Set.of(REVOKE_KEY);
            case Reactivate _ -> Set.of(REACTIVATE_KEY);
            case Archive _ -> Set.of(ARCHIVE_KEY);
            case Recover _ -> Set.of(RECOVER_KEY);
            case Destroy _, Delete _ -> Set.of(DELETE_KEY);
            case GetUser _ -> Set.of(READ_USER);
            case CreateUser _ -> Set.of(CREATE_USER);
            case ModifyUser _ -> Set.of(UPDATE_USER);
            case DeleteUser _ -> Set.of(DELETE_USER);
            case GetGroup _ -> Set.of(READ_GROUP);
            case CreateGroup _ -> Set.of(CREATE_GROUP);
            case ModifyGroup _ -> Set.of(UPDATE_GROUP);
            case DeleteGroup _ -> Set.of(DELETE_GROUP);
            case AddMember _ -> Set.of(ADD_USER_TO_GROUP);
            case RemoveMember _ -> Set.of(REMOVE_USER_FROM_GROUP);
            case ListAuditRecords _ -> Set.of(READ_AUDIT_RECORDS);
            case GetSelf _, RevokeToken _ -> Set.of(READ_SELF);
            case RngRetrieve _ -> Set.of(READ_RANDOM);
            case DescribeSystem _ -> Set.of(READ_SYSTEM_INFO);
            case SignIn _, Refresh _, ChangePassword _, AuthenticateSession _ -> Set.of(SIGN_IN);
        };
    }
}
