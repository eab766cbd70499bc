package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.CreateGroupRequest;
import io.claviger.api.CreateUserRequest;
import io.claviger.api.DeleteGroupRequest;
import io.claviger.api.Group;
import io.claviger.api.GroupPage;
import io.claviger.api.JsonWriter;
import io.claviger.api.SecretValue;
import io.claviger.api.UpdateGroupRequest;
import io.claviger.api.UpdateUserRequest;
import io.claviger.api.User;
import io.claviger.api.UserPage;
import io.claviger.crypto.SecretBytes;
import io.claviger.operation.AddMember;
import io.claviger.operation.CreateGroup;
import io.claviger.operation.CreateUser;
import io.claviger.operation.DeleteGroup;
import io.claviger.operation.DeleteUser;
import io.claviger.operation.GetGroup;
import io.claviger.operation.GetSelf;
import io.claviger.operation.GetUser;
import io.claviger.operation.GroupView;
import io.claviger.operation.ModifyGroup;
import io.claviger.operation.ModifyUser;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.claviger.operation.RemoveMember;
import io.claviger.operation.Target;
import io.claviger.operation.UserView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users, groups, and who is in them. */
final class IdentityRoutes {
    private final Floors floors;
    private final Secrets secrets;
    private final IdentityWords words;

    IdentityRoutes(Floors floors, Secrets secrets, IdentityWords words) {
        this.floors = floors;
        this.secrets = secrets;
        this.words = words;
    }

    Reply self(Exchange exchange) {
        return reply(200, exchange.run(new GetSelf()), true);
    }

    Reply users(Exchange exchange) {
        Query query = exchange.query();
        Paging paging = ListWords.paging(query);
        boolean groups = Boolean.TRUE.equals(query.flag("return_groups"));
        Page<UserView> page = exchange.run(words.users(query, paging));
        List<User> shown =
                page.items().stream().map(view -> words.reply(view, groups)).toList();
        var out = new JsonWriter();
        new UserPage(ListWords.skip(paging), paging.limit(), ListWords.total(page), ListWords.lowerBound(page), shown)
                .write(out);
        return Reply.json(200, out);
    }

    Reply user(Exchange exchange) {
        return reply(200, exchange.run(new GetUser(words.user(exchange.name("userId")))), true);
    }

    Reply createUser(Exchange exchange) {
        try (var request = CreateUserRequest.parse(exchange.json())) {
            IdentityWords.requireBuilt(request);
            SecretValue password = request.password();
            if (password == null) {
                throw new InvalidField("password", "is required");
            }
            try (SecretBytes secret = secrets.take("password", password)) {
                var create = new CreateUser(
                        request.username(),
                        text(request.name()),
                        text(request.nickname()),
                        text(request.email()),
                        secret);
                return reply(201, exchange.runWithPassword(floors, create), false);
            }
        }
    }

    Reply changeUser(Exchange exchange) {
        try (var request = UpdateUserRequest.parse(exchange.json())) {
            IdentityWords.requireBuilt(request);
            Target.OfUser target = words.user(exchange.name("userId"));
            if (IdentityWords.repeats(request) && !exchange.retried()) {
                UserView view = exchange.run(new GetUser(target));
                exchange.translate(() -> {
                    User shown = words.reply(view, true);
                    IdentityWords.requireRepeats(request, shown);
                    return shown;
                });
            }
            SecretValue password = request.password();
            if (password == null) {
                return reply(200, exchange.run(modify(target, request, null)), true);
            }
            try (SecretBytes secret = secrets.take("password", password)) {
                ModifyUser modify = modify(target, request, secret);
                return reply(200, exchange.runWithPassword(floors, modify), true);
            }
        }
    }

    private static ModifyUser modify(Target.OfUser target, UpdateUserRequest request, @Nullable SecretBytes secret) {
        return new ModifyUser(target, request.name(), request.nickname(), request.email(), secret);
    }

    Reply deleteUser(Exchange exchange) {
        var _ = exchange.run(new DeleteUser(
                words.user(exchange.name("userId")),
                Boolean.TRUE.equals(exchange.query().flag("force"))));
        return Reply.gone();
    }

    Reply groups(Exchange exchange) {
        Paging paging = ListWords.paging(exchange.query());
        Page<GroupView> page = exchange.run(words.groups(exchange.query(), paging));
        List<Group> shown = page.items().stream().map(words::reply).toList();
        var out = new JsonWriter();
        new GroupPage(ListWords.skip(paging), paging.limit(), ListWords.total(page), ListWords.lowerBound(page), shown)
                .write(out);
        return Reply.json(200, out);
    }

    Reply group(Exchange exchange) {
        return reply(200, exchange.run(new GetGroup(target(exchange))));
    }

    Reply createGroup(Exchange exchange) {
        var request = CreateGroupRequest.parse(exchange.json());
        IdentityWords.requireEmpty("app_metadata", request.appMetadata());
        IdentityWords.requireEmpty("client_metadata", request.clientMetadata());
        IdentityWords.requireEmpty("user_metadata", request.userMetadata());
        return reply(201, exchange.run(new CreateGroup(request.name(), text(request.description()))));
    }

    Reply changeGroup(Exchange exchange) {
        var request = UpdateGroupRequest.parse(exchange.json());
        IdentityWords.requireEmpty("client_metadata", request.clientMetadata());
        IdentityWords.requireEmpty("user_metadata", request.userMetadata());
        boolean repeats = request.createdAt() != null
                || request.updatedAt() != null
                || request.usersCount() != null
                || request.appMetadata() != null;
        if (repeats && !exchange.retried()) {
            GroupView view = exchange.run(new GetGroup(target(exchange)));
            exchange.translate(() -> requireRepeats(request, words.reply(view)));
        }
        return reply(200, exchange.run(new ModifyGroup(target(exchange), request.name(), request.description())));
    }

    private static Group requireRepeats(UpdateGroupRequest request, Group shown) {
        IdentityWords.repeats("created_at", request.createdAt(), shown.createdAt());
        IdentityWords.repeats("updated_at", request.updatedAt(), shown.updatedAt());
        IdentityWords.repeats("users_count", request.usersCount(), shown.usersCount());
        if (shown.appMetadata() == null) {
            IdentityWords.requireEmpty("app_metadata", request.appMetadata());
        } else {
            IdentityWords.repeats("app_metadata", request.appMetadata(), shown.appMetadata());
        }
        return shown;
    }

    /** A group goes with its memberships, forced or not. */
    Reply deleteGroup(Exchange exchange) {
        var _ = DeleteGroupRequest.parse(exchange.json());
        var _ = exchange.run(new DeleteGroup(target(exchange)));
        return Reply.gone();
    }

    Reply addMember(Exchange exchange) {
        return reply(200, exchange.run(new AddMember(membership(exchange))));
    }

    Reply removeMember(Exchange exchange) {
        var _ = exchange.run(new RemoveMember(membership(exchange)));
        return Reply.gone();
    }

    private static Target.OfGroup target(Exchange exchange) {
        return new Target.OfGroup(exchange.name("group"));
    }

    private Target.OfMembership membership(Exchange exchange) {
        return new Target.OfMembership(exchange.name("group"), words.userId(exchange.name("userId")));
    }

    private Reply reply(int status, UserView view, boolean withGroups) {
        var out = new JsonWriter();
        words.reply(view, withGroups).write(out);
        return Reply.json(status, out);
    }

    private Reply reply(int status, GroupView view) {
        var out = new JsonWriter();
        words.reply(view).write(out);
        return Reply.json(status, out);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
