package io.claviger.policy;

import static io.claviger.policy.Action.ADD_USER_TO_GROUP;
import static io.claviger.policy.Action.ARCHIVE_KEY;
import static io.claviger.policy.Action.CHANGE_KEY_OWNER;
import static io.claviger.policy.Action.CHANGE_KEY_PERMISSIONS;
import static io.claviger.policy.Action.CREATE_GROUP;
import static io.claviger.policy.Action.CREATE_KEY;
import static io.claviger.policy.Action.CREATE_USER;
import static io.claviger.policy.Action.DELETE_GROUP;
import static io.claviger.policy.Action.DELETE_KEY;
import static io.claviger.policy.Action.DELETE_USER;
import static io.claviger.policy.Action.LIST;
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
import static io.claviger.policy.Action.UPDATE_GROUP;
import static io.claviger.policy.Action.UPDATE_KEY;
import static io.claviger.policy.Action.UPDATE_USER;
import static io.claviger.policy.Action.UPLOAD_KEY;
import static io.claviger.policy.Statement.forbid;
import static io.claviger.policy.Statement.permit;

import io.claviger.identity.Principal;
import io.claviger.identity.SystemGroup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The statements that hold before anybody writes one: system groups, ownership, and a key's own permissions. */
public final class BuiltIn {
    private static final Set<Action> EVERYBODY = EnumSet.of(LIST, READ_SELF, READ_RANDOM, READ_SYSTEM_INFO, SIGN_IN);
    private static final Set<Action> ADMINISTER_KEYS = EnumSet.of(
            CREATE_KEY,
            READ_KEY,
            UPDATE_KEY,
            DELETE_KEY,
            UPLOAD_KEY,
            REVOKE_KEY,
            REACTIVATE_KEY,
            ARCHIVE_KEY,
            RECOVER_KEY);
    private static final Set<Action> ADMINISTER_USERS = EnumSet.of(
            CREATE_USER,
            READ_USER,
            UPDATE_USER,
            DELETE_USER,
            CREATE_GROUP,
            READ_GROUP,
            UPDATE_GROUP,
            DELETE_GROUP,
            ADD_USER_TO_GROUP,
            REMOVE_USER_FROM_GROUP);

    private BuiltIn() {}

    /** @param adminsUseKeys the knob of the life-cycle preset: whether members of {@code admin} use keys of others */
    public static List<Statement> statements(boolean adminsUseKeys) {
        return List.of(
                permit(
                        "everybody",
                        r -> EVERYBODY.contains(r.action()) && r.caller().known()),
                permit("sign-in", r -> r.action() == SIGN_IN),
                permit("self", BuiltIn::looksAtHimself),
                permit("owner", BuiltIn::owns),
                permit("key-permissions", BuiltIn::granted),
                permit("group-admin", r -> in(r, SystemGroup.ADMIN) && (adminsUseKeys || administers(r))),
                permit("group-key-admins", r -> in(r, SystemGroup.KEY_ADMINS) && ADMINISTER_KEYS.contains(r.action())),
                permit("group-key-users", r -> in(r, SystemGroup.KEY_USERS) && r.action() == CREATE_KEY),
                permit("group-user-admins", BuiltIn::administersUsers),
                permit("group-audit-admins", r -> in(r, SystemGroup.AUDIT_ADMINS) && r.action() == READ_AUDIT_RECORDS),
                forbid("admins-use-nothing-of-others", r -> !adminsUseKeys && in(r, SystemGroup.ADMIN) && takes(r)),
                forbid("no-strangers", r -> !r.caller().known() && r.action() != SIGN_IN));
    }

    /** Who takes a group away takes himself out of it. */
    private static boolean mayChange(AccessRequest request, Resource.Group group) {
        boolean ownPlace = request.action() == DELETE_GROUP && request.caller().in(group.id());
        return !group.id().equals(SystemGroup.ADMIN.id()) && !ownPlace;
    }

    private static boolean in(AccessRequest request, SystemGroup group) {
        return request.caller().in(group.id());
    }

    private static boolean looksAtHimself(AccessRequest request) {
        return request.action() == READ_USER
                && request.resource() instanceof Resource.User user
                && user.id().equals(request.caller().id());
    }

    private static boolean owns(AccessRequest request) {
        return request.resource() instanceof Resource.Key key
                && key.owner().equals(request.caller().id());
    }

    private static boolean granted(AccessRequest request) {
        if (!(request.resource() instanceof Resource.Key key)) {
            return false;
        }
        Principal caller = request.caller();
        return key.permissions().getOrDefault(request.action(), Set.of()).stream()
                .anyMatch(caller::in);
    }

    /** In the strict preset an administrator administers: he neither uses nor takes out nor gives away what others own. */
    private static boolean administers(AccessRequest request) {
        Action action = request.action();
        return !action.usesKey() && action != CHANGE_KEY_OWNER && action != CHANGE_KEY_PERMISSIONS;
    }

    /** What he may not do, he may not do as a member of a group either: he puts himself into any. */
    private static boolean takes(AccessRequest request) {
        return request.resource() instanceof Resource.Key && !owns(request) && !administers(request);
    }

    /** All but administrators, their group, and the caller's own place in groups: nobody lifts himself up. */
    private static boolean administersUsers(AccessRequest request) {
        if (!in(request, SystemGroup.USER_ADMINS) || !ADMINISTER_USERS.contains(request.action())) {
            return false;
        }
        boolean reads = request.action() == READ_USER || request.action() == READ_GROUP;
        return switch (request.resource()) {
            case Resource.User user -> reads || !user.administrator();
            case Resource.Group group -> reads || mayChange(request, group);
            case Resource.Membership m ->
                reads
                        || (!m.group().equals(SystemGroup.ADMIN.id())
                                && !m.user().equals(request.caller().id()));
            case Resource.Domain _ -> true;
            case Resource.Key _ -> false;
        };
    }
}
