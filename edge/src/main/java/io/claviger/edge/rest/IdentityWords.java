package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.CreateUserRequest;
import io.claviger.api.Edit;
import io.claviger.api.Group;
import io.claviger.api.LoginFlags;
import io.claviger.api.RawJson;
import io.claviger.api.UpdateUserRequest;
import io.claviger.api.User;
import io.claviger.identity.Directory;
import io.claviger.identity.Names;
import io.claviger.identity.Principal;
import io.claviger.operation.GroupView;
import io.claviger.operation.ListGroups;
import io.claviger.operation.ListUsers;
import io.claviger.operation.Paging;
import io.claviger.operation.Target;
import io.claviger.operation.UserView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and groups: the contract's words to those of the service and back. */
final class IdentityWords {
    static final String CONNECTION = "local_account";

    /** No name holds this, so it asks for an empty page. */
    private static final String NO_NAME = "\0";

    private static final String NONE = "nil";
    private static final String ROOT = "root";
    private static final RawJson SYSTEM = RawJson.of("{\"system\":true}");
    private static final LoginFlags NO_FLAGS = new LoginFlags(false);
    private static final List<String> METHODS = List.of("password");

    private final Directory directory;

    IdentityWords(Directory directory) {
        this.directory = directory;
    }

    /** By id, or by user name; what is neither names nobody. */
    Target.OfUser user(String text) {
        return new Target.OfUser(userId(text));
    }

    UUID userId(String text) {
        return IdText.user(text)
                .or(() -> directory.userNamed(Names.fold(text)).map(io.claviger.identity.User::id))
                .orElse(Principal.NOBODY);
    }

    User reply(UserView view, boolean withGroups) {
        var user = view.user();
        return User.builder()
                .userId(IdText.user(user.id()))
                .username(user.username())
                .name(filled(user.name()))
                .nickname(filled(user.nickname()))
                .email(filled(user.email()))
                .createdAt(user.createdAt())
                .updatedAt(user.updatedAt())
                .loginsCount(0)
                .failedLoginsCount(0)
                .passwordChangedAt(user.passwordChangedAt())
                .passwordChangeRequired(false)
                .enableCertAuth(false)
                .connection(CONNECTION)
                .authDomain(user.domain().toString())
                .authDomainName(ROOT)
                .loginFlags(NO_FLAGS)
                .allowedAuthMethods(METHODS)
                .groups(withGroups ? groups(user.id()) : null)
                .build();
    }

    private List<String> groups(UUID user) {
        return directory.groupsOf(user).stream()
                .flatMap(id -> directory.group(id).stream())
                .map(io.claviger.identity.Group::name)
                .sorted()
                .toList();
    }

    /** The directory counts, for it knows of every change before anybody is told of it. */
    Group reply(GroupView view) {
        var group = view.group();
        return new Group(
                group.name(),
                filled(group.description()),
                group.createdAt(),
                group.updatedAt(),
                (int) directory.members(group.id()),
                group.system() ? SYSTEM : null,
                null,
                null);
    }

    ListUsers users(Query query, Paging paging) {
        ListWords.requireSort(query, "createdAt", "created_at");
        String methods = query.text("allowed_auth_methods");
        boolean nobody = Boolean.TRUE.equals(query.flag("account_expired"))
                || (methods != null && !METHODS.contains(methods))
                || query.text("allowed_client_types") != null
                || query.text("password_policy") != null
                || !rootOrAbsent(query.text("auth_domain_name"));
        return new ListUsers(
                query.text("name"),
                nobody ? NO_NAME : query.text("username"),
                query.text("email"),
                query.all("groups"),
                query.all("exclude_groups"),
                paging);
    }

    ListGroups groups(Query query, Paging paging) {
        ListWords.requireSort(query, "name");
        String users = query.text("users");
        boolean empty = NONE.equals(users);
        String clients = query.text("clients");
        String connection = query.text("connection");
        boolean none =
                (clients != null && !clients.equals(NONE)) || (connection != null && !connection.equals(CONNECTION));
        UUID user = users == null || empty ? null : userId(users);
        return new ListGroups(none ? NO_NAME : query.text("name"), user, empty, paging);
    }

    /** What is known but not built passes at its default; anything else would be a promise not kept. */
    static void requireBuilt(CreateUserRequest request) {
        requireConnection(request.connection());
        requireMethods(request.allowedAuthMethods());
        requireAbsent("allowed_client_types", request.allowedClientTypes());
        requireEmpty("app_metadata", request.appMetadata());
        requireEmpty("user_metadata", request.userMetadata());
        requireAbsent("expires_at", request.expiresAt());
        requireFlags(request.loginFlags());
        requireOff("password_change_required", request.passwordChangeRequired());
    }

    static void requireBuilt(UpdateUserRequest request) {
        requireMethods(request.allowedAuthMethods());
        requireAbsent("allowed_client_types", request.allowedClientTypes());
        requireEmpty("app_metadata", request.appMetadata());
        requireEmpty("user_metadata", request.userMetadata());
        if (request.expiresAt() instanceof Edit.Set<Instant>) {
            throw notBuilt("expires_at", "empty");
        }
        requireFlags(request.loginFlags());
        requireOff("password_change_required", request.passwordChangeRequired());
        Integer failures = request.failedLoginsCount();
        if (failures != null && failures != 0) {
            throw new InvalidField("failed_logins_count", "can only be set to 0");
        }
    }

    /** Whether a field is there that cannot change, so that it must be compared with what is. */
    static boolean repeats(UpdateUserRequest request) {
        return request.userId() != null
                || request.username() != null
                || request.connection() != null
                || request.authDomain() != null
                || request.authDomainName() != null
                || request.createdAt() != null
                || request.updatedAt() != null
                || request.lastLogin() != null
                || request.loginsCount() != null
                || request.failedLoginsInitialAttemptAt() != null
                || request.lastFailedLoginAt() != null
                || request.accountLockoutAt() != null
                || request.passwordChangedAt() != null
                || request.groups() != null;
    }

    static void requireRepeats(UpdateUserRequest request, User shown) {
        repeats("user_id", request.userId(), shown.userId());
        repeats("username", request.username(), shown.username());
        repeats("connection", request.connection(), shown.connection());
        repeats("auth_domain", request.authDomain(), shown.authDomain());
        repeats("auth_domain_name", request.authDomainName(), shown.authDomainName());
        repeats("created_at", request.createdAt(), shown.createdAt());
        repeats("updated_at", request.updatedAt(), shown.updatedAt());
        repeats("last_login", request.lastLogin(), shown.lastLogin());
        repeats("logins_count", request.loginsCount(), shown.loginsCount());
        repeats(
                "failed_logins_initial_attempt_at",
                request.failedLoginsInitialAttemptAt(),
                shown.failedLoginsInitialAttemptAt());
        repeats("last_failed_login_at", request.lastFailedLoginAt(), shown.lastFailedLoginAt());
        repeats("account_lockout_at", request.accountLockoutAt(), shown.accountLockoutAt());
        repeats("password_changed_at", request.passwordChangedAt(), shown.passwordChangedAt());
        List<String> groups = request.groups();
        repeats("groups", groups == null ? null : groups.stream().sorted().toList(), shown.groups());
    }

    static void repeats(String field, @Nullable Object wanted, @Nullable Object there) {
        if (wanted != null && !Objects.equals(wanted, there)) {
            throw new InvalidField(field, "cannot be changed");
        }
    }

    static void requireConnection(@Nullable String connection) {
        if (connection != null && !connection.equals(CONNECTION)) {
            throw new InvalidField("connection", "must be " + CONNECTION);
        }
    }

    /** An empty list is a value too: it would shut the user out. */
    private static void requireMethods(@Nullable List<String> methods) {
        if (methods != null && !methods.equals(METHODS)) {
            throw notBuilt("allowed_auth_methods", "[\"password\"] or absent");
        }
    }

    private static void requireFlags(@Nullable LoginFlags flags) {
        if (flags != null) {
            requireOff("login_flags.prevent_ui_login", flags.preventUiLogin());
        }
    }

    private static void requireOff(String field, @Nullable Boolean flag) {
        if (Boolean.TRUE.equals(flag)) {
            throw notBuilt(field, "false or absent");
        }
    }

    static void requireEmpty(String field, @Nullable RawJson json) {
        if (json != null && !json.isEmpty()) {
            throw notBuilt(field, "empty");
        }
    }

    private static void requireAbsent(String field, @Nullable Object value) {
        if (value != null) {
            throw notBuilt(field, "absent");
        }
    }

    private static InvalidField notBuilt(String field, String allowed) {
        return new InvalidField(field, "is not built yet and must be " + allowed);
    }

    static boolean rootOrAbsent(@Nullable String domain) {
        return domain == null || domain.isEmpty() || domain.equals(ROOT);
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }
}
